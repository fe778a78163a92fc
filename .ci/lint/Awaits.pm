# SPDX-License-Identifier: Apache-2.0
# GCC 12 destroys aggregate temporaries (braces, closures with owning captures) twice in an
# expression that holds a co_await. Finds each such expression; and lambda coroutines with captures,
# whose captures die with the closure.
package Awaits;
use strict;
use warnings;

my %CLOSE = ('(' => ')', '[' => ']', '{' => '}');

# Partner of each bracket, by offset.
sub _pairs {
  my ($code) = @_;
  my (%pair, @open);
  while ($code =~ /[(){}\[\]]/g) {
    my ($at, $c) = ($-[0], $&);
    if ($CLOSE{$c}) { push @open, [$c, $at]; next; }
    pop @open while @open && $CLOSE{$open[-1][0]} ne $c;
    next unless @open;
    my $begin = (pop @open)->[1];
    @pair{$begin, $at} = ($at, $begin);
  }
  return \%pair;
}

# The code just before an offset: long enough for the declarator in front of a brace.
sub _before {
  my ($code, $at) = @_;
  my $from = $at > 400 ? $at - 400 : 0;
  my $text = substr $code, $from, $at - $from;
  $text =~ s/\s+\z//;
  return $text;
}

# Is the '[' at this offset a lambda's, not a subscript's or an attribute's?
sub _is_lambda {
  my ($code, $at) = @_;
  return 0 if substr($code, $at, 2) eq '[[';
  my $before = _before($code, $at);
  return 0 if $before =~ /(?:\[|\bauto\s*&{0,2})\z/;
  return 1 if $before =~ /(?:\breturn|\bco_return|\bco_await|\bco_yield|\bcase)\z/;
  return $before !~ /[\w)\]"]\z/;
}

# What a '{' opens: `lambda` body, `block`, or `init`ialiser.
sub _kind {
  my ($code, $pair, $at) = @_;
  my $before = _before($code, $at);
  return 'block' if $before eq '' || $before =~ /[;{}:]\z/ || $before =~ /\b(?:else|do|try)\z/;
  my $head = $before;
  $head =~ s/\s*->[^;{}]*\z// if $head =~ /[)\]][^;{}()]*->[^;{}]*\z/;
  $head =~ s/\s*\b(?:const|noexcept|override|final|mutable)\z// for 1 .. 3;
  return 'lambda' if $head =~ /\]\z/;
  if ($head =~ /\)\z/) {
    my $open = $pair->{$at - length($before) + length($head) - 1};
    return 'block' unless defined $open;
    return _before($code, $open) =~ /\]\z/ ? 'lambda' : 'block';
  }
  return 'block' if $head =~ /\b(?:namespace|struct|class|enum|union)\b[^;{}()=]*\z/;
  return 'init';
}

# Where the full expression around `at` begins.
sub _begin {
  my ($code, $pair, $at) = @_;
  my $i = $at;
  while (--$i >= 0) {
    my $c = substr $code, $i, 1;
    if ($c eq ';') { return $i + 1; }
    if ($c eq ')' || $c eq ']') { $i = $pair->{$i} // return $i + 1; next; }
    if ($c eq '}') {
      my $open = $pair->{$i} // return $i + 1;
      return $i + 1 if _kind($code, $pair, $open) eq 'block';
      $i = $open;
    } elsif ($c eq '{') {
      return $i + 1 if _kind($code, $pair, $i) ne 'init';
    } elsif ($c eq '(') {
      return $i + 1 if _before($code, $i) =~ /\b(?:if|while|for|switch|constexpr)\z/;
    }
  }
  return 0;
}

# First offence in the expression from `begin`: its offset and what it is.
sub _offence {
  my ($code, $pair, $begin) = @_;
  my $depth = 0;
  for (my $i = $begin; $i < length $code; $i++) {
    my $c = substr $code, $i, 1;
    if ($c eq ';' && $depth == 0) { return; }
    if ($c eq '(') { $depth++; next; }
    if ($c eq ')' || $c eq '}') { return if --$depth < 0; next; }
    if ($c eq '[') {
      my $close = $pair->{$i} // return;
      if (_is_lambda($code, $i)) {
        my $captures = substr $code, $i + 1, $close - $i - 1;
        my @owning = grep { !/^\s*(?:&\s*\w+|this)\s*$/ } split /,/, $captures;
        return ($i, 'a lambda with captures') if @owning;
        $i = $close;
      }
      next;
    }
    next unless $c eq '{';
    my $kind = _kind($code, $pair, $i);
    return ($i, 'a braced initialiser') if $kind eq 'init';
    return if $kind eq 'block' && $depth == 0;
    $i = $pair->{$i} // return;
  }
  return;
}

sub _lambda_coroutines {
  my ($source, $pair) = @_;
  my $code = $source->{code};
  my @found;
  while ($code =~ /\[/g) {
    my $at = $-[0];
    my $close = $pair->{$at};
    next unless defined $close && _is_lambda($code, $at);
    next unless substr($code, $at + 1, $close - $at - 1) =~ /\S/;
    my $after = substr $code, $close + 1;
    next unless $after =~ /^\s*(\((?:[^()]|(?1))*\))?
        ((?:\s*\b(?:mutable|noexcept))*\s*(->[^;{}]*)?)\{/x;
    my ($result, $open) = ($3 // '', $close + 1 + $+[0] - 1);
    my $body = substr $code, $open, ($pair->{$open} // $open) - $open;
    my $untyped = $result eq '' && $body =~ /\bco_(?:await|return)\b/ && $body !~ /\bawaitable\b/;
    push @found, $at if $untyped || $result =~ /\bawaitable\b/;
  }
  return @found;
}

# Parameters of coroutines that can bind a temporary, which is gone after the first suspension. A
# reference to a service (non-const: it binds no temporary) may stay: its owner joins the tasks
# before it goes.
sub _dangling_parameters {
  my ($code) = @_;
  my $nested = qr/(\((?:[^()]++|(?-1))*+\))/;
  my $template = qr/(<(?:[^<>;{}]++|(?-1))*+>)/;
  my $type = qr/[\w:]+(?:\s*$template)?/;
  my @lists;
  while ($code =~ /\bawaitable\s*$template\s+[\w:]+\s*(?=\()/g) {
    my $at = $+[0];
    push @lists, [$at, $1] if substr($code, $at) =~ /^$nested/;
  }
  while ($code =~ /$nested\s*(?:\b(?:const|mutable|noexcept)\s*)*->\s*[\w:]*\bawaitable\b/g) {
    push @lists, [$-[0], $1];
  }
  my @found;
  for my $list (@lists) {
    my ($at, $text) = @$list;
    while ($text =~ /(\bconst\s+$type\s*&|\b$type\s*&&|\bstring_view\b)/g) {
      push @found, [$at + $-[0], $1];
    }
  }
  return @found;
}

sub check {
  my ($source, $report) = @_;
  return unless $source->{cpp} && $source->{code} =~ /\b(?:co_await|awaitable)\b/;
  my $code = $source->{code};
  my $pair = _pairs($code);
  my %seen;
  while ($code =~ /\bco_await\b/g) {
    my ($at, $what) = _offence($code, $pair, _begin($code, $pair, $-[0]));
    next unless defined $at && !$seen{$at}++;
    $report->('await-temporary', $source->line_at($at), "$what inside an expression with"
        . ' co_await is destroyed twice by GCC 12; name the value on the line above');
  }
  for my $at (_lambda_coroutines($source, $pair)) {
    $report->('lambda-coroutine', $source->line_at($at), 'a lambda coroutine with captures'
        . ' outlives them; make it a function that takes them by value');
  }
  for my $found (_dangling_parameters($code)) {
    my ($at, $what) = @$found;
    $report->('coroutine-parameter', $source->line_at($at), "`$what` of a coroutine can outlive"
        . ' what it names; take it by value');
  }
}

1;
