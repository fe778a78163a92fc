#!/usr/bin/perl
# SPDX-License-Identifier: Apache-2.0
# Reads paths (one a line) on standard input, prints `file:line: [rule] message; cure`, fails if
# there is one. `lint.pl --self-test CASES...` proves the rules first: each case names a path, its
# code and the lines to blame. Only perl-base: it must run on a machine where nothing is installed
# yet.
use strict;
use warnings;
use File::Basename;
use lib dirname(__FILE__);
use Source;
use Layers;
use Awaits;
use Rules;

# The rules' own patterns and cases would break the rules; of those only the sizes are looked at.
my $OWN = qr{^\.ci/lint/};
my $TEXT = qr{\.(?:cpp|hpp|js|css|html|sh|pl|pm|toml|cmake|md|txt|json|sql)$
    |^(?:templates|systemd)/|^(?:dev|\.ci/run)$}x;

sub slurp {
  my ($path) = @_;
  open my $in, '<:raw', $path or die "$path: $!\n";
  local $/ = undef;
  my $text = <$in>;
  return $text // '';
}

sub check_text {
  my ($path, $text, $report) = @_;
  my $source = Source->new($path, $text);
  if ($path =~ $OWN) { Rules::sizes($source, $report); return; }
  Layers::check($source, $report);
  Awaits::check($source, $report);
  Rules::check($source, $report);
}

# A case is `=== path`, then code; a line that must be blamed ends in `//! rule`.
sub self_test {
  my $wrong = 0;
  my $cases = 0;
  for my $file (@_) {
    my @parts = split /^=== (\S+)\n/m, slurp($file);
    shift @parts;
    while (my ($path, $text) = splice @parts, 0, 2) {
      $cases++;
      my (%want, %got);
      my $number = 0;
      for (split /\n/, $text, -1) { $number++; $want{"$number $1"} = 1 if m{//! (\S+)$}; }
      $text =~ s{[ ]*//! \S+$}{}gm;
      check_text($path, $text, sub { $got{"$_[1] $_[0]"} = 1; });
      delete @got{grep { / spdx$/ && !$want{$_} } keys %got};
      my @wrong = ((map { "not blamed: $_" } grep { !$got{$_} } keys %want),
          (map { "blamed without cause: $_" } grep { !$want{$_} } keys %got));
      print "$file: $path: $_\n" for @wrong;
      $wrong += @wrong;
    }
  }
  die "the self-test holds no case\n" unless $cases;
  print "$wrong wrong in $cases cases of the lint's self-test\n" if $wrong;
  return $wrong;
}

if (@ARGV && $ARGV[0] eq '--self-test') { exit(self_test(@ARGV[1 .. $#ARGV]) ? 1 : 0); }

my ($findings, $files) = (0, 0);
while (my $path = <STDIN>) {
  chomp $path;
  next if !-f $path || -l $path;
  next unless $path =~ $TEXT;
  $files++;
  check_text($path, slurp($path), sub {
    my ($rule, $line, $message) = @_;
    print "$path:$line: [$rule] $message\n";
    $findings++;
  });
}
die "no file to look at\n" unless $files;
print $findings ? "$findings findings in $files files\n" : "rules: $files files, nothing found\n";
exit($findings ? 1 : 0);
