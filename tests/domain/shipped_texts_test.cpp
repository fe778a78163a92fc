// SPDX-License-Identifier: Apache-2.0
// The texts of templates/messages as donors get them: all compile, all fit, none says what it
// must not.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "muster/domain/folding.hpp"
#include "muster/domain/segments.hpp"
#include "muster/domain/wording.hpp"

namespace muster {
namespace {

std::vector<Wording::Source> shipped() {
  std::vector<Wording::Source> sources;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(MUSTER_SOURCE_DIR "/templates/messages")) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    auto source = Wording::source(entry.path().string(), text.str());
    EXPECT_TRUE(source) << entry.path();
    if (source) sources.push_back(std::move(*source));
  }
  return sources;
}

Wording shipped_wording() {
  Problems problems;
  Wording wording = Wording::compile(shipped(), "vi", problems);
  wording.require_all(problems);
  for (const Problem& problem : problems) ADD_FAILURE() << problem.text();
  return wording;
}

// Long but real values, in the letters the languages use.
const TextValues& long_values() {
  static const TextValues values = {{"given_name", "Nghiêng"},
                                    {"organisation", "Hội Chữ thập đỏ TX. Kinh Môn"},
                                    {"venue", "Nhà văn hóa khu dân cư Lưu Hạ, An Lưu"},
                                    {"session_day", "Chủ nhật 15/12"},
                                    {"session_hours", "7h30-11h30"},
                                    {"link", "https://hienmau.kinhmon.vn/r/AbCdEfGhIjKlMnOpQrStUv"},
                                    {"hotline", "0912 345 678"},
                                    {"until_day", "Chủ nhật 15/12"},
                                    {"club", "CLB Máu sống Hà Nội"},
                                    {"place", "BV Việt Đức, tầng 3 nhà A11"},
                                    {"before", "22h30 31/12"},
                                    {"code", "K999"},
                                    {"contact", "0912345678"},
                                    {"arrival_code", "4821"},
                                    {"until", "22h30 31/12"},
                                    {"codes", "K998, K999"},
                                    {"code_digits", "482193"}};
  return values;
}

TEST(ShippedTexts, EveryKindInBothLanguages) {
  const Wording wording = shipped_wording();
  for (const char* language : {"vi", "en"}) {
    for (const TextKind& kind : text_kinds()) {
      const auto own = shipped();
      const auto has = [&](TextTarget target) {
        return std::any_of(own.begin(), own.end(), [&](const Wording::Source& source) {
          return source.language == language && source.kind == kind.kind && source.target == target;
        });
      };
      EXPECT_TRUE(has(TextTarget::sms)) << language << " " << kind.kind;
      if (kind.variables.size() == 7) {  // invitations go by e-mail too
        EXPECT_TRUE(has(TextTarget::subject) && has(TextTarget::plain) && has(TextTarget::html))
            << language << " " << kind.kind;
      }
    }
  }
}

TEST(ShippedTexts, SmsStayShortAtLongValues) {
  const Wording wording = shipped_wording();
  for (const char* language : {"vi", "en"}) {
    for (const TextKind& kind : text_kinds()) {
      for (const bool two_way : {true, false}) {
        for (const bool link : {true, false}) {
          TextValues values = long_values();
          if (!link) values.erase("link");
          if (std::string_view(language) == "en") values["session_day"] = "Wednesday 15/12";
          const auto text = wording.render(language, kind.kind, two_way, TextTarget::sms, values);
          ASSERT_TRUE(text) << text.error().text();
          EXPECT_EQ(text->find("{{"), std::string::npos) << *text;
          EXPECT_EQ(text->find("  "), std::string::npos) << *text;
          EXPECT_EQ(to_nfc(*text), *text);
          const SmsSize size = measure_sms(*text);
          const int most = kind.asks_reply ? 3 : 2;
          EXPECT_LE(size.segments, most) << size.units << ": " << *text;
        }
      }
    }
  }
}

TEST(ShippedTexts, AnEmergencyPageIsOneGsmPart) {
  const Wording wording = shipped_wording();
  for (const char* language : {"vi", "en"}) {
    for (const bool two_way : {true, false}) {
      for (const bool link : {true, false}) {
        TextValues values = long_values();
        if (!link) values.erase("link");
        const auto text =
            wording.render(language, "emergency_page", two_way, TextTarget::sms, values);
        ASSERT_TRUE(text);
        const SmsSize size = measure_sms(*text);
        EXPECT_EQ(size.encoding, SmsEncoding::gsm7) << *text;
        EXPECT_LE(size.units, 160) << *text;
        EXPECT_EQ(size.segments, 1) << *text;
        EXPECT_NE(text->find(two_way || !link ? "K999" : "https://"), std::string::npos) << *text;
      }
    }
  }
}

// Neither in the words of a template nor through its variables.
TEST(ShippedTexts, NoneNamesGroupProductPatientOrReason) {
  for (const Wording::Source& source : shipped()) {
    const std::string words = " " + fold_key(source.text) + " ";
    for (const char* word :
         {"NHOM MAU",  "NHOM O",      "RH ",      "HONG CAU", "TIEU CAU", "HUYET TUONG",
          "TOAN PHAN", "BENH NHAN",   "SAN PHU",  "TAI NAN",  "KET QUA",  "XET NGHIEM",
          "TRI HOAN",  "BLOOD GROUP", "PLATELET", "PLASMA",   "RED CELL", "PATIENT",
          "ACCIDENT",  "RESULT",      "DEFER",    "TEST "}) {
      EXPECT_EQ(words.find(word), std::string::npos) << source.path << ": " << word;
    }
  }
}

TEST(ShippedTexts, TwoWayTextsOfferAStopAndOneWayTextsAskForNoReply) {
  const Wording wording = shipped_wording();
  for (const char* kind : {"reminder_invite", "reminder_followup"}) {
    const auto vi = wording.render("vi", kind, true, TextTarget::sms, long_values());
    EXPECT_NE(vi->find("TC để ngừng"), std::string::npos) << *vi;
    const auto en = wording.render("en", kind, true, TextTarget::sms, long_values());
    EXPECT_NE(en->find("STOP"), std::string::npos) << *en;
  }
  for (const TextKind& kind : text_kinds()) {
    if (!kind.asks_reply) continue;
    const auto vi = wording.render("vi", kind.kind, false, TextTarget::sms, long_values());
    EXPECT_EQ(vi->find("rả lời CÓ"), std::string::npos) << *vi;
    const auto en = wording.render("en", kind.kind, false, TextTarget::sms, long_values());
    EXPECT_EQ(en->find("eply"), std::string::npos) << *en;
  }
}

}  // namespace
}  // namespace muster
