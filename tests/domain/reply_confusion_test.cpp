// SPDX-License-Identifier: Apache-2.0
// Never a no read as a yes. Every phrase that is not a yes is tried as typed, in NFD, in capitals
// and without accents, bare and behind a request code; no form may come out as yes.
#include <gtest/gtest.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "muster/domain/folding.hpp"
#include "muster/domain/reply.hpp"

namespace muster {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('|', at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

const std::vector<std::string>& refusals() {
  static const std::vector<std::string> phrases = split(
      "không|khong|ko|k|hông|hổng|hok|hem|khoong|kho6ng|khog|k0|không ạ|dạ không|dạ thưa không ạ|"
      "không nhé|không đâu|không có|ko có đâu|không được|không được ạ|ko dc|k dc|k đc r|"
      "không đi được|không đến được|không tới được|không hiến được|không tham gia|"
      "không tham gia được|không thể|không thể đi|em không đi được ạ|tôi không đi được|"
      "anh không đến được em nhé|chị không đi được rồi|vâng em không đi được|ok không đi được|"
      "ok ko di dc|dạ vâng nhưng em không đi được|được nhưng không phải hôm nay|"
      "có nhưng không đi được|có việc bận|có việc rồi|có việc bận rồi ạ|có hẹn rồi|có bầu|"
      "có thai|có kinh|có lịch họp|có ca trực|có con nhỏ|có bệnh|có bia rồi|bận|bận rồi|bận quá|"
      "bận lắm|đang bận|em bận|tôi bận ạ|hôm nay bận|bận họp|bận việc gia đình|dạ em bận ạ|"
      "vâng em bận rồi|ok bận rồi|ốm|ốm rồi|đang ốm|em bị ốm|em đang sốt|bị cảm|đau bụng|đau đầu|"
      "mệt quá|ở xa|ở xa quá|xa quá không đi được|em đi xa|đang đi công tác|đi vắng|em vắng mặt|"
      "vắng nhà|đang họp|đang đi làm|đang ở quê|chưa khỏe|chưa được|chưa đi được|chưa đủ ngày|"
      "chưa đến hạn|không khỏe|không rảnh|không tiện|không kịp|không muốn|không đồng ý|"
      "không sẵn sàng|không đăng ký|không đk|ko dk|không dự được|không ok|không vâng|"
      "không có thời gian|không có xe|không có nhà|không ở nhà|không cần|không phải hôm nay|"
      "chẳng đi|xin lỗi không đi được|xin lỗi em bận|xin lỗi ạ|xin phép vắng|xin phép nghỉ|thôi|"
      "thôi khỏi|thôi không đi|khỏi|miễn|hủy|huỷ|hủy nhé|hủy hẹn|để sau|để mai|để tuần sau|"
      "hẹn lại|hẹn dịp khác|mai|mai em bận|tuần sau|mai ko di dc|hôm nay ko mai đi|tháng sau nhé|"
      "lần khác|dời lịch|đổi lịch|từ chối|tc|dừng nhận|đừng nhắn nữa|không nhận tin|xóa|ngừng|"
      "hủy đk|đã hiến|mới hiến|vừa hiến xong|hiến tuần trước|nhầm số|sai số|không phải tôi|"
      "mất rồi|đã mất|qua đời|có thể|có lẽ không|có khi không|chắc không|chắc không đi được|"
      "chắc là không|không chắc|không biết|chưa biết|chưa chắc|để xem|nếu rảnh thì đi|"
      "có được đâu|được đâu|có đâu|đi sao được|làm sao đi được|có đi được đâu|đi ko được|đi k dc|"
      "đến không nổi|không đi được 15p|ko 20|không 20 phút|không, 9h tôi bận|có mà không đi được|"
      "đi được thì tốt nhưng bận|vợ tôi đi được|con tôi ốm|con ốm ko đi dc|đang có việc|"
      "được không|có không|đi được không|có ở đâu|ở đâu|đâu|0|2|n|no|nope|NO THANKS|0 ạ|"
      "khong khong|không không không|k k|ko ko|không có 20|có 0|có cái con khỉ|có chuyện buồn|"
      "có tang|được có mỗi hôm qua|đi rồi|bỏ đi|thôi đi|quên đi|đi chơi rồi|đang đi du lịch|"
      "đang cho con bú|hết máu rồi|yếu lắm|thiếu máu|huyết áp cao|mới mổ|đang uống thuốc|"
      "uống bia rồi|quá tuổi|hết tuổi|em không dám|em sợ|không|hong|hông được|hổng đi được|"
      "hem đi đc|hok đi đc|kg đi đc|không đi được nhé, cảm ơn|cảm ơn, không|"
      "cảm ơn em nhưng chị bận|dạ chưa ạ|chưa|chưa ạ|"
      "có thi|co thi|2 tiếng nữa mới rảnh|mới được 2 tháng|có tiệc|vâng chắc không được|ừ thôi|"
      "muốn đi lắm nhưng không được|đến không kịp|đừng có mơ|có cái nịt|được nghỉ");
  return phrases;
}

const std::vector<std::string>& agreements() {
  static const std::vector<std::string> phrases = split(
      "có|co|có ạ|dạ có|da co a|vâng|vâng ạ|dạ vâng|ok|oke|ok ạ|đồng ý|được|dc|đc ạ|được ạ|"
      "đi được|đi đc|đến được|sẵn sàng|tham gia|em tham gia ạ|đăng ký|dk|xác nhận|em đi được ạ|"
      "tôi đến được|có, tôi đến|có 20|ok 30p|15p|15 phút nữa|1h nữa|nửa tiếng nữa|yes|1|y|cos|"
      "vaang|ddi dduowcj|có nhé|có chứ|ừ|em đang đến");
  return phrases;
}

std::string nfd(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::Normalizer2::getNFDInstance(status)
      ->normalize(icu::UnicodeString::fromUTF8(text), status)
      .toUTF8String(out);
  return out;
}

std::string capitals(const std::string& text) {
  std::string out;
  icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale("vi")).toUTF8String(out);
  return out;
}

std::vector<std::string> forms(const std::string& phrase) {
  std::vector<std::string> all = {phrase,       nfd(phrase),   capitals(phrase), fold_ascii(phrase),
                                  phrase + ".", phrase + " ạ", phrase + " nhé",  "  " + phrase};
  for (std::size_t i = 0, count = all.size(); i < count; ++i) all.push_back("K7 " + all[i]);
  return all;
}

TEST(ReplyConfusion, NoRefusalIsReadAsYes) {
  EXPECT_GE(refusals().size(), 150u);
  std::map<std::string_view, int> row;
  for (const std::string& phrase : refusals()) {
    ++row[name(classify_reply(phrase, {}).intent)];
    for (const std::string& form : forms(phrase)) {
      for (const char* language : {"vi", "en"}) {
        ReplyContext context;
        context.language = language;
        if (phrase == "k" || phrase == "k k") context.language = "vi";  // English chat: "k" is ok
        const ReplyReading reading = classify_reply(form, context);
        EXPECT_NE(reading.intent, Intent::yes) << "'" << form << "' in " << language;
        EXPECT_FALSE(reading.eta_minutes.has_value()) << form;
      }
    }
  }
  EXPECT_EQ(row["yes"], 0);
  // A person drowns in what nobody understands: at least half must be read as a plain no.
  EXPECT_GE(row["no"] * 2, static_cast<int>(refusals().size()));
  for (const auto& [intent, count] : row) RecordProperty(std::string(intent), count);
}

TEST(ReplyConfusion, AgreementsAreRead) {
  for (const std::string& phrase : agreements()) {
    for (const std::string& form : forms(phrase)) {
      EXPECT_EQ(classify_reply(form, {}).intent, Intent::yes) << "'" << form << "'";
    }
  }
}

// A negation anywhere in an agreement takes the yes away.
TEST(ReplyConfusion, NegationAnywhereTakesTheYesAway) {
  for (const std::string& phrase : agreements()) {
    for (const std::string negation : {"không", "ko", "k", "hok", "chưa", "khong"}) {
      for (const std::string& text :
           {negation + " " + phrase, phrase + " " + negation, negation + ", " + phrase,
            phrase + ", " + negation, "em " + negation + " " + phrase + " ạ"}) {
        EXPECT_NE(classify_reply(text, {}).intent, Intent::yes) << "'" << text << "'";
      }
    }
  }
}

// Unaccented homographs of yes words, with the accents that make them something else.
TEST(ReplyConfusion, AccentsThatAreNotAYes) {
  for (const char* text : {"cô",  "cố",  "cổ",   "cỏ",     "cờ",    "vắng",      "vàng",  "dì",
                           "dị",  "đen", "đèn",  "bạn",    "bán",   "bàn",       "đúng",  "dừng",
                           "mất", "ủ",   "cô ạ", "cô nhé", "dạ cô", "cổ em đau", "con cò"}) {
    EXPECT_NE(classify_reply(text, {}).intent, Intent::yes) << text;
    EXPECT_NE(classify_reply(nfd(text), {}).intent, Intent::yes) << text;
  }
}

}  // namespace
}  // namespace muster
