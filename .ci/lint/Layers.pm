# SPDX-License-Identifier: Apache-2.0
# Floors: base < domain < { store, gateway, http } < engine < web < app. Who may include whom, and
# where the headers of Beast, libcurl and SQLite may appear.
package Layers;
use strict;
use warnings;

my %MAY = (
  base => [qw(base)],
  domain => [qw(base domain)],
  store => [qw(base domain store)],
  gateway => [qw(base domain gateway)],
  http => [qw(base http)],
  engine => [qw(base domain store gateway http engine)],
  web => [qw(base domain store gateway http engine web)],
  app => [qw(base domain store gateway http engine web app)],
  cli => [qw(base domain store gateway engine cli)],
  sandbox => [qw(base http sandbox)],
  simulate => [qw(base domain simulate)],
);

# Vendor headers: what matches, where it may stand, why.
my @VENDORS = (
  [qr{^CLI/}, qr{^src/base/menu\.cpp$},
      'CLI11 stays in src/base/menu.cpp', 'use muster/base/menu.hpp'],
  [qr{^boost/beast}, qr{^(?:src|tests)/http/},
      'Beast stays in src/http', 'use muster/http or the message values of base'],
  [qr{^curl/}, qr{^(?:(?:src|tests)/(?:gateway|cli)/|tests/(?:bench|e2e)/)},
      'libcurl stays in src/gateway and src/cli', 'use muster/gateway'],
  [qr{^(?:sqlite3|SQLiteCpp)\b}, qr{^(?:src/store/|tests/)},
      'SQLite stays in src/store', 'use muster/store'],
);
my $IN_DOMAIN = qr{^(?:boost/(?:asio|beast|json)|sqlite3|SQLiteCpp|curl/|toml)};

# src/x, include/muster/x and tests/x are the floor x; other folders of tests may include what they
# like.
sub floor_of {
  my ($path) = @_;
  my ($name) = $path =~ m{^(?:src|include/muster|tests)/(\w+)/};
  return defined $name && $MAY{$name} ? $name : undef;
}

sub check {
  my ($source, $report) = @_;
  return unless $source->{cpp};
  my $path = $source->{path};
  my $floor = floor_of($path);
  my $number = 0;
  for my $line (@{$source->{lines}}) {
    $number++;
    next unless $line =~ m{^\s*#\s*include\s*[<"]([^>"]+)[>"]};
    my $header = $1;
    _own($path, $floor, $header, $number, $report);
    _vendor($path, $floor, $header, $number, $report);
  }
}

sub _own {
  my ($path, $floor, $header, $number, $report) = @_;
  if ($header =~ m{^\.\./|/\.\./|^src/} && $path !~ m{^tests/}) {
    $report->('layer', $number, "\"$header\" reaches into another folder; a header that others"
        . ' need belongs in include/muster/<floor>');
  }
  return unless defined $floor && $header =~ m{^muster/(\w+)/};
  my $other = $1;
  return if grep { $_ eq $other } @{$MAY{$floor}};
  $report->('layer', $number, "$floor may not include $other (it sees: @{$MAY{$floor}}); move what"
      . ' is shared to a lower floor, or the caller to a higher one');
}

sub _vendor {
  my ($path, $floor, $header, $number, $report) = @_;
  if ($header eq 'boost/json/src.hpp') {
    $report->('vendor', $number, 'Boost.JSON is linked, not compiled in; include <boost/json.hpp>');
  }
  if (defined $floor && $floor eq 'domain' && $path !~ m{^tests/} && $header =~ $IN_DOMAIN) {
    $report->('vendor', $number, "<$header> in domain, which holds values and decisions only; move"
        . ' the input or output to an adapter');
  }
  for my $vendor (@VENDORS) {
    my ($match, $where, $rule, $cure) = @$vendor;
    $report->('vendor', $number, "<$header>: $rule; $cure") if $header =~ $match && $path !~ $where;
  }
}

1;
