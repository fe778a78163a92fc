# SPDX-License-Identifier: Apache-2.0
# One file as the rules see it. `code` is the text with comments and the insides of literals
# blanked, byte for byte as long as the original, so that an offset means the same place in both;
# `literals` are the strings.
package Source;
use strict;
use warnings;

sub new {
  my ($class, $path, $text) = @_;
  my $self = bless {path => $path, text => $text, code => $text, literals => []}, $class;
  $self->{cpp} = $path =~ /\.(?:cpp|hpp)$/ ? 1 : 0;
  $self->_blank if $self->{cpp};
  $self->{lines} = [split /\n/, $text, -1];
  pop @{$self->{lines}} if @{$self->{lines}} && $self->{lines}[-1] eq '';
  return $self;
}

sub line_at { my ($self, $offset) = @_; return 1 + (substr($self->{text}, 0, $offset) =~ tr/\n//); }

# Everything but line ends becomes a blank: offsets and line numbers stay.
sub _spaces { my ($piece) = @_; $piece =~ tr/\n/ /c; return $piece; }

sub _blank {
  my ($self) = @_;
  my $text = $self->{text};
  my $code = '';
  pos($text) = 0;
  while (pos($text) < length $text) {
    if ($text =~ m{\G//(?:\\\n|[^\n])*}gc || $text =~ m{\G/\*.*?(?:\*/|\z)}gcs) {
      $code .= _spaces($&);
    } elsif ($text =~ m{\G(?:u8|[uUL])?R"([^\s()\\]{0,16})\((.*?)\)\1"}gcs) {
      my ($whole, $inside, $start) = ($&, $2, $-[0]);
      push @{$self->{literals}}, {at => $start, text => $inside};
      $code .= '"' . _spaces(substr $whole, 1, -1) . '"';
    } elsif ($text =~ m{\G"((?:\\.|[^"\\\n])*)"?}gcs) {
      push @{$self->{literals}}, {at => $-[0], text => $1};
      $code .= '"' . _spaces($1) . (substr($&, -1) eq '"' && length $& > 1 ? '"' : '');
    } elsif ($text =~ m{\G\d(?:'?[\w.])*}gc || $text =~ m{\G[A-Za-z_]\w*?(?=(?:u8|[uUL])?R")}gc
          || $text =~ m{\G[A-Za-z_]\w*}gc) {
      $code .= $&;
    } elsif ($text =~ m{\G'((?:\\.|[^'\\\n])+)'}gc) {
      $code .= "'" . _spaces($1) . "'";
    } elsif ($text =~ m{\G\s+}gc || $text =~ m{\G.}gcs) {
      $code .= $&;
    }
  }
  # Preprocessor lines are no statements; the rules about them read `text`.
  $code =~ s{^([ \t]*\#(?:[^\n]*\\\n)*[^\n]*)}{_spaces($1)}gem;
  $self->{code} = $code;
}

1;
