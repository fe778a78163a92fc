// SPDX-License-Identifier: Apache-2.0
#include "csv_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace muster {
namespace {

constexpr std::size_t chunk = 64u << 10;

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// Bytes of the UTF-8 sequence at `at`; 0 if it is none (RFC 3629: no surrogates, no overlong forms,
// at most U+10FFFF).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const unsigned first = byte_at(text, at);
  if (first < 0x80) return first == 0 ? 0 : 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return 0;
  const unsigned second = byte_at(text, at + 1);
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (second < least || second > most) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  return length;
}

// Eight bytes at once: most of a table is ASCII. False for any byte over 0x7F and for NUL.
bool plain_ascii(const char* eight) {
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  const std::uint64_t tops = 0x8080808080808080u;
  return ((word | (word - 0x0101010101010101u)) & tops) == 0;
}

void append_code_point(std::string& text, char32_t c) {
  auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

bool is_high(char16_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(char16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::optional<std::size_t> not_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size() && plain_ascii(text.data() + at)) {
      at += 8;
      continue;
    }
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

int column_at(std::string_view line, std::size_t offset) {
  int column = 1;
  for (char c : line.substr(0, offset))
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
  return column;
}

OpenQuote last_open_quote(std::string_view line, char separator, bool inside) {
  OpenQuote found;
  bool begun = inside;
  for (std::size_t at = 0, cell = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (inside) {
      inside = c != '"';
      if (!inside && at + 1 < line.size() && line[at + 1] == '"') {
        inside = true;
        ++at;
      }
    } else if (c == separator) {
      begun = false;
      ++cell;
    } else if (c == '"' && !begun) {
      inside = begun = true;
      found = {at, static_cast<int>(cell)};
    } else if (c != ' ' && c != '\t') {
      begun = true;
    }
  }
  return found;
}

bool blank_line(std::string_view line, char separator) {
  return std::all_of(line.begin(), line.end(),
                     [separator](char c) { return (c == ' ' || c == '\t') && c != separator; });
}

char find_separator(std::string_view line) {
  int commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (char c : line) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    commas += c == ',' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
    tabs += c == '\t' ? 1 : 0;
  }
  if (semicolons > commas && semicolons >= tabs) return ';';
  return tabs > commas ? '\t' : ',';
}

std::string_view CsvText::refusal() {
  // A source may give less than it is asked for.
  while (!ended_ && buffer_.size() < 4) fill();
  const std::string_view start(buffer_);
  if (start.starts_with("PK\x03\x04") || start.starts_with("\xD0\xCF\x11\xE0"))
    return "this is a workbook, not CSV: open it and save it as 'CSV UTF-8'";
  if (start.starts_with("\xEF\xBB\xBF")) {
    begin_ = 3;
  } else if (start.starts_with("\xFF\xFE")) {
    read_as(CsvEncoding::utf16_little, 2);
  } else if (start.starts_with("\xFE\xFF")) {
    read_as(CsvEncoding::utf16_big, 2);
  } else if (expected_ != CsvEncoding::utf8) {
    read_as(expected_, 0);
  } else if (start.substr(0, 4).find('\0') != start.npos) {
    return "this looks like UTF-16 without a byte order mark: save it as 'CSV UTF-8'";
  }
  return {};
}

// From the beginning: what was read so far is still bytes.
void CsvText::read_as(CsvEncoding encoding, std::size_t mark_bytes) {
  encoding_ = encoding;
  if (encoding == CsvEncoding::windows_1258)
    single_ = std::make_unique<SingleBytes>(name(encoding));
  const std::string bytes = buffer_.substr(mark_bytes);
  buffer_.clear();
  append(bytes);
}

void CsvText::append(std::string_view bytes) {
  if (single_)
    single_->append(bytes, buffer_);
  else
    append_utf16(bytes);
}

std::size_t CsvText::read(std::span<char> into) {
  const Result<std::size_t> got = source_(into);
  if (got && *got > 0) return *got;
  ended_ = true;
  if (!got) error_ = got.error().text();
  return 0;
}

// After a read error nothing of the half line that was read is given away.
void CsvText::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  if (encoding_ != CsvEncoding::utf8) {
    std::array<char, chunk> bytes;
    const std::size_t got = read(bytes);
    append(std::string_view(bytes.data(), got));
    if (!error_.empty()) buffer_.clear();
    return;
  }
  const std::size_t old = buffer_.size();
  buffer_.resize(old + chunk);
  const std::size_t got = read(std::span(buffer_.data() + old, chunk));
  buffer_.resize(error_.empty() ? old + got : 0);
}

// A surrogate without its partner, or half a code unit at the end, is written as a byte sequence
// that is not UTF-8: so its line is rejected, at the right column, instead of being mended in
// silence.
void CsvText::append_utf16(std::string_view bytes) {
  raw_ += bytes;
  const bool little = encoding_ == CsvEncoding::utf16_little;
  std::size_t at = 0;
  for (; at + 1 < raw_.size(); at += 2) {
    const unsigned low = byte_at(raw_, little ? at : at + 1);
    const unsigned high = byte_at(raw_, little ? at + 1 : at);
    const auto unit = static_cast<char16_t>((high << 8) | low);
    if (high_ != 0 && is_low(unit)) {
      append_code_point(buffer_, 0x10000u + ((char32_t(high_) - 0xD800u) << 10) + (unit - 0xDC00u));
      high_ = 0;
      continue;
    }
    if (high_ != 0) append_code_point(buffer_, high_);
    high_ = is_high(unit) ? unit : char16_t(0);
    if (high_ == 0) append_code_point(buffer_, unit);
  }
  raw_.erase(0, at);
  if (ended_ && (high_ != 0 || !raw_.empty())) {
    buffer_ += '\xFF';
    high_ = 0;
    raw_.clear();
  }
}

bool CsvText::take(CsvLine& line, std::size_t length, std::size_t end_length) {
  line.number = ++number_;
  line.too_long = length > csv_longest_line;
  line.text = std::string_view(buffer_).substr(begin_, std::min(length, csv_longest_line));
  begin_ += length + end_length;
  return true;
}

bool CsvText::skip_rest_of_line() {
  while (true) {
    const std::size_t end = buffer_.find_first_of("\r\n", begin_);
    const bool found = end != buffer_.npos;
    // At the end of what was read, the LF of a CRLF may still be to come.
    const bool last = found && end + 1 == buffer_.size();
    if (found && (!last || buffer_[end] == '\n' || ended_)) {
      const bool pair = !last && buffer_[end] == '\r' && buffer_[end + 1] == '\n';
      begin_ = end + (pair ? 2 : 1);
      return true;
    }
    if (ended_) return false;
    begin_ = found ? end : buffer_.size();
    fill();
  }
}

bool CsvText::next_line(CsvLine& line) {
  if (skipping_ && !skip_rest_of_line()) return false;
  skipping_ = false;
  std::size_t searched = 0;
  while (true) {
    const char* first = buffer_.data() + begin_;
    const std::size_t size = buffer_.size() - begin_;
    const void* lf = std::memchr(first + searched, '\n', size - searched);
    const std::size_t until =
        lf ? static_cast<std::size_t>(static_cast<const char*>(lf) - first) : size;
    const void* cr = std::memchr(first + searched, '\r', until - searched);
    if (cr) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(cr) - first);
      // At the end of what was read, the LF of a CRLF may still be to come.
      if (length + 1 < size) return take(line, length, first[length + 1] == '\n' ? 2 : 1);
      if (ended_) return take(line, length, 1);
      searched = length;
    } else if (lf) {
      return take(line, until, 1);
    } else {
      if (ended_) return size > 0 && take(line, size, 0);
      searched = size;
    }
    if (size > csv_longest_line + chunk) {
      skipping_ = true;
      return take(line, searched, 0);
    }
    fill();
    if (!error_.empty()) return false;
  }
}

}  // namespace muster
