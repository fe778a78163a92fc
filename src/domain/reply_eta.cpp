// SPDX-License-Identifier: Apache-2.0
#include "reply_eta.hpp"

#include <algorithm>

namespace muster {
namespace {

using Kind = ReplyToken::Kind;
constexpr int kDay = 1440;

template <std::size_t N>
bool one_of(std::string_view key, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), key) != std::end(words);
}

constexpr std::string_view kLead[] = {"KHOANG", "TAM", "TRONG",  "SAU",   "CHUNG", "CON",
                                      "MAT",    "LUC", "VAO",    "TRUOC", "IN",    "ABOUT",
                                      "WITHIN", "AT",  "AROUND", "BY",    "APPROX"};
constexpr std::string_view kMinutes[] = {"P",    "PH",     "PHUT",    "MIN",
                                         "MINS", "MINUTE", "MINUTES", "'"};
constexpr std::string_view kHours[] = {"TIENG", "HOUR", "HOURS", "HR", "HRS"};
constexpr std::string_view kClock[] = {"H", "G", "GIO"};
constexpr std::string_view kHalfDay[] = {"AM", "PM"};
constexpr std::string_view kFromNow[] = {"NUA", "SAU", "LATER"};
constexpr std::string_view kMorning[] = {"SANG", "AM"};
constexpr std::string_view kEvening[] = {"CHIEU", "PM"};

struct Numeral {
  std::string_view key;
  int value;
};
constexpr Numeral kNumerals[] = {
    {"MOT", 1},     {"HAI", 2},    {"BA", 3},     {"BON", 4},     {"NAM", 5},      {"LAM", 5},
    {"SAU", 6},     {"BAY", 7},    {"TAM", 8},    {"CHIN", 9},    {"ONE", 1},      {"AN", 1},
    {"TWO", 2},     {"THREE", 3},  {"FIVE", 5},   {"TEN", 10},    {"FIFTEEN", 15}, {"TWENTY", 20},
    {"THIRTY", 30}, {"FORTY", 40}, {"SIXTY", 60}, {"NINETY", 90}, {"A", 1}};

class TimeReader {
 public:
  TimeReader(std::span<const ReplyToken> tokens, std::size_t at, std::optional<MinuteOfDay> now)
      : tokens_(tokens), start_(at), at_(at), now_(now) {}

  std::optional<ReplyTime> read() {
    const bool led = word_in(kLead);
    if (led) ++at_;
    if (auto time = read_from_here()) return time;
    at_ = start_;  // "sáu phút", "tám phút" begin with a word that also leads
    return led ? read_from_here() : std::nullopt;
  }

 private:
  bool has(std::size_t i) const { return i < tokens_.size(); }
  std::string_view key() const { return has(at_) ? std::string_view(tokens_[at_].key) : ""; }
  template <std::size_t N>
  bool word_in(const std::string_view (&words)[N]) const {
    return has(at_) && tokens_[at_].kind != Kind::number && one_of(key(), words);
  }

  std::optional<ReplyTime> read_from_here() {
    const std::size_t from = at_;
    if (key() == "NUA" || key() == "HALF") {
      if (auto time = half_an_hour()) return time;
      at_ = from;
    }
    const bool in_figures = has(at_) && tokens_[at_].kind == Kind::number;
    const std::optional<int> amount = quantity();
    if (!amount) return std::nullopt;
    if (word_in(kMinutes)) {
      ++at_;
      from_now();
      return duration(*amount);
    }
    if (word_in(kHours)) return hours(*amount);
    const bool colon = key() == ":";
    // Spelled numerals stand before "giờ" in other phrases too: "bây giờ" is "now".
    if (in_figures && (colon || word_in(kClock) || word_in(kHalfDay))) {
      return hour_or_clock(*amount, colon);
    }
    return std::nullopt;
  }

  std::optional<ReplyTime> half_an_hour() {
    ++at_;
    if (key() == "AN") ++at_;
    if (!word_in(kHours) && !word_in(kClock)) return std::nullopt;
    ++at_;
    from_now();
    return duration(30);
  }

  std::optional<int> numeral(std::string_view word) const {
    for (const Numeral& n : kNumerals) {
      if (n.key == word) return n.value;
    }
    return std::nullopt;
  }

  // "15", "20-30" (the later), "mười lăm", "hai mươi".
  std::optional<int> quantity() {
    if (!has(at_)) return std::nullopt;
    if (tokens_[at_].kind == Kind::number) {
      int value = tokens_[at_++].value;
      if (key() == "-" && has(at_ + 1) && tokens_[at_ + 1].kind == Kind::number) {
        value = std::max(value, tokens_[at_ + 1].value);
        at_ += 2;
      }
      return value;
    }
    if (tokens_[at_].kind != Kind::word) return std::nullopt;
    int value = 0;
    const std::optional<int> first = numeral(key());
    if (!first && key() != "MUOI") return std::nullopt;
    if (first) {
      value = *first;
      ++at_;
    }
    if (key() == "MUOI") {
      value = first ? value * 10 : 10;
      ++at_;
      if (const auto last = numeral(key()); last && *last < 10) {
        value += *last;
        ++at_;
      }
    }
    return value;
  }

  bool from_now() {
    if (!word_in(kFromNow)) return false;
    ++at_;
    return true;
  }

  // "rưỡi" or minutes after an hour: "1 tiếng 15 phút", "1h30".
  int rest_of_hour() {
    if (key() == "RUOI") {
      ++at_;
      return 30;
    }
    if (!has(at_) || tokens_[at_].kind != Kind::number || tokens_[at_].value >= 60) return 0;
    const int minutes = tokens_[at_++].value;
    if (word_in(kMinutes)) ++at_;
    return minutes;
  }

  ReplyTime hours(int amount) {
    ++at_;
    const int minutes = std::min(amount, kDay) * 60 + rest_of_hour();
    from_now();
    return duration(minutes);
  }

  ReplyTime duration(int minutes) const {
    ReplyTime time{at_ - start_, true, std::nullopt};
    if (minutes >= 1 && minutes <= kLongestEta) time.minutes = minutes;
    return time;
  }

  // "1h" is one hour with "nữa" behind it, else a time of day.
  ReplyTime hour_or_clock(int hour, bool colon) {
    if (!word_in(kHalfDay)) ++at_;
    const bool bare = !colon && !(has(at_) && tokens_[at_].kind == Kind::number);
    const int minute = rest_of_hour();
    if (from_now()) return duration(std::min(hour, kDay) * 60 + minute);
    const bool morning = word_in(kMorning);
    const bool evening = word_in(kEvening) || (has(at_) && tokens_[at_].spelled == "tối");
    if (morning || evening) ++at_;
    ReplyTime time{at_ - start_, false, std::nullopt};
    if (hour > 24 || (hour == 24 && minute > 0)) return time;
    const std::optional<int> wait = until(hour, minute, morning, evening);
    // "CÓ 1h" in the afternoon: nobody means one at night.
    constexpr int kFewHours = 3;
    constexpr int kFarOff = 180;
    const bool few = bare && !morning && !evening && hour >= 1 && hour <= kFewHours;
    if (few && (!wait || *wait > kFarOff)) return duration(hour * 60);
    if (wait && *wait <= kLongestEta) time.minutes = wait;
    return time;
  }

  // Minutes until the next time the clock shows it, with 12-hour readings allowed.
  std::optional<int> until(int hour, int minute, bool morning, bool evening) const {
    if (!now_) return std::nullopt;
    const int clock = hour * 60 + minute;
    const int now = static_cast<int>(now_->count());
    int best = kDay + 1;
    const auto consider = [&](int candidate) {
      const int wait = ((candidate - now) % kDay + kDay) % kDay;
      if (wait >= 1) best = std::min(best, wait);
    };
    if (!evening || hour >= 12) consider(clock);
    if (hour < 12 && !morning) consider(clock + 720);
    return best <= kDay ? std::optional<int>(best) : std::nullopt;
  }

  std::span<const ReplyToken> tokens_;
  std::size_t start_;
  std::size_t at_;
  std::optional<MinuteOfDay> now_;
};

}  // namespace

std::optional<ReplyTime> read_reply_time(std::span<const ReplyToken> tokens, std::size_t at,
                                         std::optional<MinuteOfDay> now) {
  return TimeReader(tokens, at, now).read();
}

}  // namespace muster
