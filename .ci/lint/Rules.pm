# SPDX-License-Identifier: Apache-2.0
# The rules that one line or one literal can break: sizes, the clock, SQL, things left over.
package Rules;
use strict;
use warnings;

# Who may read the machine's clock, randomness and environment: this is the whole list.
my $CLOCK_HERE = qr{^(?:src|include/muster)/(?:base|app)/|^tests/(?:bench|e2e)/};
my $GETENV_HERE = qr{$CLOCK_HERE|^tests/|^src/(?:cli|sandbox)/main\.cpp$};
# Other programs under test can only be asked again.
my $SLEEP_HERE = qr{^tests/(?:bench/|e2e/process\.cpp$)};
# One helper gives each test a folder of its own; fixed names in the temporary directory race.
my $TEMPORARY_HERE = qr{^tests/support/|^src/base/xlsx_writer\.cpp$};
my $SQL_HERE = qr{^(?:src/store|tests)/};

my $SQL = qr{^\s*(?:SELECT\s+\S+.*\bFROM\b|INSERT\s+(?:OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b
    |DELETE\s+FROM\b|PRAGMA\s+\w|CREATE\s+(?:TABLE|INDEX)\b)}xs;
my $SQL_CLOCK = qr{\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b|\bnow\s*\(\)|'now'
    |\b(?:unixepoch|julianday)\s*\(}xi;

my $SIZED = qr{\.(?:cpp|hpp|js|sh|pl|pm)$|^dev$|^\.ci/run$};
my $LINES = 300;
my $COLUMNS = 100;

# Regular expressions over the code (comments and literals blanked): rule, where (path), what, and
# the cure.
my @CODE = (
  ['clock', sub { $_[0] !~ $CLOCK_HERE },
      qr/\b(?:system_clock|steady_clock|high_resolution_clock)\s*::\s*now\b/,
      'the clock comes through the constructor (Clock), `now` as an argument in domain'],
  ['clock', sub { $_[0] !~ $CLOCK_HERE }, qr/\brandom_device\b/,
      'randomness comes through the constructor (Random)'],
  ['clock', sub { $_[0] !~ $GETENV_HERE }, qr/\bgetenv\s*\(/,
      'read the environment in app and pass the value on'],
  ['sleep', sub { $_[0] !~ $SLEEP_HERE }, qr/\b(?:sleep_for|sleep_until|usleep|nanosleep)\s*\(/,
      'wait for the event with a deadline, or move a manual clock'],
  ['temporary', sub { $_[0] !~ $TEMPORARY_HERE },
      qr/\b(?:temp_directory_path|TempDir|P_tmpdir|mk[ds]?temps?|tmpnam|tmpfile)\b/,
      'a test takes a TestFolder (tests/support/folder.hpp), a program its data directory'],
  ['detached', sub { 1 }, qr/\bdetached\b|\.\s*detach\s*\(\s*\)/,
      'spawn into a task group, which is awaited at the stop'],
  ['shared-ptr', sub { $_[0] =~ m{^(?:src|include/muster)/domain/} },
      qr/\b(?:shared_ptr|make_shared)\b/, 'domain holds values; own by value or unique_ptr'],
);

# Over the raw lines of every text file.
my @TEXT = (
  ['left-over', sub { $_[0] =~ m{^(?:src|include|tests|\.ci|systemd)/|^dev$} },
      qr/\b(?:TODO|FIXME|XXX)\b|^\s*#\s*if\s+0\b|\bDISABLED_\w|\bGTEST_SKIP\b/,
      'finish it or take it out; nothing is left half done or switched off'],
  ['machine', sub { 1 }, qr{(?<![\w.])/(?:work|farm|root)/|[.]library\b|\bissue #?[0-9]+\b},
      'a path of one machine, or a word about how the work was organised; name the thing itself'],
  ['outside', sub { $_[0] =~ m{^(?:src|include|tests|config|templates|systemd)/|^dev$} },
      qr/\b(?:DESIGN|FACTS|FEATURES|EMERGENCY|PROMISES|STYLE)
          (?:\.md|,?[ ](?:section|item|rule)\b|,?[ ](?:§)?[0-9A-F]\d*[.]?\d*\b)/x,
      'a paper that is not in this repository; say the reason or name the public source here'],
);

sub check {
  my ($source, $report) = @_;
  sizes($source, $report);
  _text($source, $report);
  return unless $source->{cpp};
  _code($source, $report);
  _literals($source, $report);
  my $first = $source->{lines}[0] // '';
  $report->('spdx', 1, 'the first line must be: // SPDX-License-Identifier: Apache-2.0')
      unless $first eq '// SPDX-License-Identifier: Apache-2.0';
}

sub sizes {
  my ($source, $report) = @_;
  my $path = $source->{path};
  return unless $path =~ $SIZED;
  my $count = @{$source->{lines}};
  if ($count > $LINES) {
    $report->('file-length', $LINES + 1, "$count lines, at most $LINES; split it by noun");
  }
  my @raw = grep { $_->{text} =~ /\n/ } @{$source->{literals}};
  my %raw = map { $_ => 1 } map { _lines_of($source, $_) } @raw;
  for my $number (1 .. $count) {
    my $line = $source->{lines}[$number - 1];
    next if length $line <= $COLUMNS || $raw{$number};
    utf8::decode($line);
    next if length $line <= $COLUMNS;
    # Rows of a test's table, and text that cannot be broken.
    next if $path =~ m{^tests/} && $line =~ /^\s*(?:\{|"|R"|u8")/;
    next if $line =~ m{^\s*//.*https?://\S+$};
    my $long = length($line) . " characters, at most $COLUMNS";
    $report->('line-length', $number, "$long; ./dev fmt breaks lines of C++");
  }
}

sub _lines_of {
  my ($source, $literal) = @_;
  my $first = $source->line_at($literal->{at});
  return $first .. $first + ($literal->{text} =~ tr/\n//);
}

sub _text {
  my ($source, $report) = @_;
  my @rules = grep { $_->[1]->($source->{path}) } @TEXT;
  my $number = 0;
  for my $line (@{$source->{lines}}) {
    $number++;
    for my $rule (@rules) {
      $report->($rule->[0], $number, "`$&`: $rule->[3]") if $line =~ $rule->[2];
    }
  }
}

sub _code {
  my ($source, $report) = @_;
  for my $rule (@CODE) {
    my ($name, $where, $what, $cure) = @$rule;
    next unless $where->($source->{path});
    while ($source->{code} =~ /$what/g) {
      $report->($name, $source->line_at($-[0]), "`$&`: $cure");
    }
  }
}

sub _literals {
  my ($source, $report) = @_;
  my $path = $source->{path};
  for my $literal (@{$source->{literals}}) {
    my $line = $source->line_at($literal->{at});
    if ($path !~ $TEMPORARY_HERE && $literal->{text} =~ m{^/(?:tmp|var/tmp|dev/shm)(?:/|$)}) {
      $report->('temporary', $line, "`$literal->{text}`: a test takes a TestFolder"
          . ' (tests/support/folder.hpp)');
    }
    if ($path !~ $SQL_HERE && $literal->{text} =~ $SQL) {
      $report->('sql', $line, 'SQL outside src/store; give a table class there a named function');
    }
    if ($path =~ m{^src/store/} && $literal->{text} =~ $SQL_CLOCK) {
      $report->('sql-clock', $line, "`$&`: SQL never reads the clock; bind the Instant");
    }
  }
}

1;
