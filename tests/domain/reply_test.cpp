// SPDX-License-Identifier: Apache-2.0
#include "muster/domain/reply.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace muster {
namespace {

struct Expected {
  Expected(Intent one, std::optional<int> minutes = {}, std::string request = {})
      : intent(one), eta(minutes), code(std::move(request)) {}
  Intent intent;
  std::optional<int> eta;
  std::string code;
};

// `phrases`: replies separated by "|".
void expect(const Expected& expected, std::string_view phrases, const ReplyContext& context = {}) {
  for (bool more = true; more;) {
    const std::size_t end = phrases.find('|');
    const std::string_view text = phrases.substr(0, end);
    const ReplyReading reading = classify_reply(text, context);
    EXPECT_EQ(name(reading.intent), name(expected.intent)) << "'" << text << "'";
    EXPECT_EQ(reading.eta_minutes.value_or(-1), expected.eta.value_or(-1)) << "'" << text << "'";
    EXPECT_EQ(reading.request_code, expected.code) << "'" << text << "'";
    more = end != std::string_view::npos;
    if (more) phrases.remove_prefix(end + 1);
  }
}

using enum Intent;

TEST(Reply, Yes) {
  expect(yes,
         "CÓ|có|Co|có ạ|CO A|da co|da co a|dạ có ạ!|vâng|vâng ạ|VANG|ok|OK.|oke|okie nhé|"
         "okkk|đồng ý|DONG Y|được|dc|đc ạ|đi được|di dc|đến được ạ|sẵn sàng|tham gia|NHAN|"
         "nhận ạ|DK|đk|đăng ký|dang ky nhe|xác nhận|1|1.|Y|yes|Yes!|ừ|u|"
         "dạ vâng em đi được ạ|Em đến được nhé chị|toi tham gia|Có, cảm ơn|co chu|được chứ|"
         "tất nhiên rồi|chắc chắn có|em đang đến|👍|cô ơi em đi được|có bạn ạ|dạ đăng ký ạ|"
         "\"CÓ\"");
}

TEST(Reply, YesWithTypingSlips) {
  expect(yes,
         "cos|cos aj|cooo|có có|ddc|ddi dduwowcj|ddi dduocwj|ddoongf ys|vaang aj|vaangg|"
         "d9i d9u7o75c|đi đươc|co\xCC\x81|va\xCC\x82ng a\xCC\xA3|  CÓ\n|CÓ\u00A0Ạ");
  expect(unclear, "dangws kys");
}

TEST(Reply, No) {
  expect(no,
         "không|KHONG|Ko|k|hông|hok|khoong|kho6ng|kho\xCC\x82ng|k0|không được|ko dc|k di dc|"
         "khoong ddi dduowcj|di ko dc|KHONG CO|dạ không ạ|da ko|không đâu|"
         "vâng em không đi được|ok ko di dc|bận|bận rồi|em đang bận ạ|dang ban|CO VIEC BAN|"
         "có việc bận rồi em ạ|baanj|ở xa|o xa qua|ốm|em bị ốm|CHUA KHOE|chưa được|0|2|N|NO|"
         "không tham gia|không rảnh|không kịp|ko ranh e oi|Không. Con tôi nằm viện|"
         "không thể đến|xin lỗi em không đi được|Em không đi được vì con ốm chị ơi|"
         "đang đi công tác|co thai|có bầu rồi|em vắng mặt|mai em bận rồi|không đồng ý|"
         "khong dk|ko co dau|không đi được bận rồi|thôi khỏi|không nhé bạn|👎");
  expect(unclear, "bạn rồi");
}

TEST(Reply, StopIsHeardAnywhere) {
  expect(stop,
         "TC|tc|Stop|STOP.|từ chối|TU CHOI|tuwf choois|UNSUBSCRIBE|NGUNG|ngừng|"
         "ngưng nhận tin|DUNG NHAN|HUY DK|huỷ đk|HUY DANG KY|hủy đăng ký|KHONG NHAN TIN|"
         "ko nhan tin nua|xóa|xoá số tôi đi|dừng|thoi dung nhan tin cho toi nua|"
         "thôi đừng nhắn tin cho tôi nữa|Phiền quá, đừng nhắn nữa|đừng gọi tôi nữa|"
         "không, tc|có nhưng tc|nhầm số rồi, stop|END|quit");
  expect({stop, {}, "K7"}, "K7 TC");
  expect(question, "hien tc dc ko");
  expect(unclear, "không từ chối|đừng hủy");
}

TEST(Reply, Start) {
  expect(start, "START|DK LAI|đăng ký lại|đk lại ạ|unstop");
  expect(unclear, "không đăng ký lại");
  expect(stop, "start hay stop");
}

TEST(Reply, Cancel) {
  expect(cancel, "HUY|hủy|huỷ|huyr|hủy nhé|cho em hủy lịch|xin hủy, không đi được|cancel");
  expect({cancel, {}, "K7"}, "K7 HUY");
  expect(unclear, "em là Huy|Huy đi được ạ|Huy nha khoa|không hủy");
  expect(question, "hủy được không?");
}

TEST(Reply, LaterAndAlready) {
  expect(later,
         "de mai|để mai|để sau|ĐỂ SAU NHÉ|hẹn lại|hẹn|đổi lịch|tuần sau|mai|mai nhé|"
         "hôm nay không được, mai nhé|bận rồi để tuần sau|tuan sau em moi di duoc|"
         "lần khác ạ|vâng để tuần sau|next time|later|tháng sau mới đủ ngày");
  expect(unclear, "có, mai tôi đến|mai em đến|mai lan");
  expect(already,
         "đã hiến|DA HIEN|mới hiến|moi hien tuan truoc|vua hien|vừa đi hiến về|"
         "Tôi đã hiến rồi, tuần trước|không, em mới hiến tháng trước|hien mau roi a|"
         "ddax hieens");
  expect(unclear, "có, mới hiến|chưa hiến");
  expect(yes, "dạ hiến");
}

TEST(Reply, WrongNumberAndDeceased) {
  expect(wrong_number,
         "nhầm số|nham so roi|SAI SO|lộn số rồi bạn|wrong number|khong phai toi|"
         "đây không phải số của Lan|Nhầm số rồi, ai đấy?");
  expect(unclear, "bấm nhầm, không đi được|không nhầm");
  expect(deceased,
         "mất rồi|da mat|ông ấy đã mất|mẹ tôi mất rồi|qua doi|Bố em qua đời năm ngoái|"
         "đã từ trần|passed away");
  expect(unclear, "mất điện thoại rồi|xe mất rồi|quên mất rồi");
  expect(yes, "có mặt rồi|co mat roi");
}

TEST(Reply, Question) {
  expect(question,
         "?|đâu|ở đâu|o dau vay|mấy giờ|may gio|bao giờ thế|ai cần|AI CAN|"
         "nhóm máu gì vậy|đi được không|dc k|có được không ạ|có cần nhịn ăn không|"
         "co khong|ok ko|Có ạ, ở đâu vậy?|hiến tiểu cầu được không|cho em hỏi|có không");
}

TEST(Reply, UnclearGoesToAPerson) {
  expect(unclear,
         "|   |...|😊|cảm ơn|CO THE|có thể đi được|DUNG|đúng|đúng rồi|BAN|bạn|ban a|"
         "có lẽ|chắc được|nếu kịp em đến|dạ|chưa|không sao, em đi được|không biết|"
         "có nhưng hôm nay bận|có, không|vợ em đi được|có 2 con nhỏ ở nhà với bà|5|20|"
         "cô ơi|cố lên|em vang|có 0|asdf qwer");
  expect({unclear, {}, "K7"}, "K7|K7 có K8 không");
}

TEST(Reply, RequestCode) {
  expect({yes, 20, "K7"}, "K7 CO 20|K7 CO <20>|K7CO20");
  expect({no, {}, "K7"}, "k7 khong|k7 ko|K7 KHONG|K7 k di dc");
  expect({yes, 15, "K12"}, "K12: co 15p");
  expect({yes, {}, "K7"}, "ma K7 co|có K7|K7, có ạ|k7 1");
  expect({yes, 30, "K7"}, "K7. 30p nữa");
  expect({question, {}, "K7"}, "K7 o dau");
  expect({yes, 10, "K7"}, "K7 yes 10");
}

TEST(Reply, Eta) {
  expect({yes, 15}, "15p|15 phut|15 phút nữa|15'|15’|mười lăm phút|15 phuts");
  expect({yes, 30},
         "30 min|30mins|nua tieng|nửa tiếng nữa|ok 30p|khoảng 20-30p|"
         "30p nữa mới đi được");
  expect({yes, 60}, "1 tieng|1 tiếng nữa ạ|1h nua|1h nữa|CO 1h");
  expect({yes, 90}, "1 tiếng rưỡi");
  expect({yes, 135}, "2 tieng 15 phut");
  expect({yes, 20}, "hai mươi phút nữa|CO 20|có 20|CO 20 phut nua");
  expect({yes, 6}, "sáu phút");
  expect({yes, 25}, "co tam 25p");
  expect({yes, 45}, "được, 45 phút");
  expect({yes, 10}, "sau 10p");
  expect(unclear, "ETA|CO 20 nguoi|không, 15p|30p nữa gọi lại|bận, 30p nữa đến được|phuts");
  expect({yes, 1}, "CO 1");
  expect({yes, 720}, "CO 720");
  expect(yes, "CO 721|có 13 tiếng nữa|có 9h|bây giờ có|co 0912345678");
  expect(no, "ko 15p");
}

TEST(Reply, ClockTimesNeedTheDonorsClock) {
  const auto at = [](int hour, int minute) {
    ReplyContext context;
    context.now = MinuteOfDay(hour * 60 + minute);
    return context;
  };
  expect(yes, "9h toi co mat|9:30 em đến");
  expect({yes, 50}, "9h toi co mat|có 9 giờ|lúc 9g em tới|có, 9h sáng", at(8, 10));
  expect({yes, 80}, "9:30 em đến|9h30 có mặt", at(8, 10));
  expect({yes, 60}, "1h nua", at(8, 10));
  expect(yes, "9h tối em đến", at(8, 10));
  expect({yes, 60}, "9h toi co mat|co 1h", at(20, 0));
  expect(yes, "9h sáng có mặt", at(20, 0));
  expect({yes, 60}, "CO 1h|3h chiều có mặt", at(14, 0));
  expect({yes, 30}, "co 2h30", at(14, 0));
  expect({yes, 25}, "0h15 có mặt", at(23, 50));
  expect({yes, 5}, "23h55 đến", at(23, 50));
  expect(yes, "25h có mặt", at(23, 50));
}

TEST(Reply, English) {
  ReplyContext english;
  english.language = "en";
  expect(yes,
         "Yes|yes please|Sure, I can come|I'll be there|I'm on my way|k|count me in|"
         "I can be there by 3pm",
         english);
  expect({yes, 15}, "on my way, 15 min", english);
  expect({yes, 20}, "coming in 20 minutes", english);
  expect({yes, 30}, "half an hour", english);
  expect({yes, 60}, "an hour", english);
  expect({yes, 25, "K7"}, "K7 YES 25", english);
  expect(no,
         "No|no thanks|nope sorry|I can't come|I can’t make it today|I won't be able to come|"
         "cannot|I am busy|sick|out of town|not available|i will not come|not coming|"
         "I don't want to|thanks but no thanks",
         english);
  expect(later, "not today|next week|another time please|reschedule", english);
  expect(already, "already donated|I just gave blood last week", english);
  expect(wrong_number, "wrong number|You have the wrong person", english);
  expect(deceased, "he passed away", english);
  expect(stop, "STOP|please stop texting me|unsubscribe|STOPALL|end|do not send me messages",
         english);
  expect(unclear,
         "END OF THE DAY|maybe|not sure|I might come|yes but not today|"
         "I can't wait to come|I'm fine|I will stop by|no problem|yes I can't|"
         "yes if I can|don't stop",
         english);
  expect(cancel, "CANCEL|cancel my appointment", english);
  expect(start, "start", english);
  expect(question, "where?|What time|who is this|can I come later?", english);
}

}  // namespace
}  // namespace muster
