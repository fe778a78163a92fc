// SPDX-License-Identifier: Apache-2.0
// What Vietnamese donors write back. The sets are a proposal to be grown from real replies; what
// is not in them goes to a person.
#include "reply_words.hpp"

namespace muster {
namespace {

constexpr PhraseGroup kPhrases[] = {
    {Atom::stop,
     "tc|stop|từ chối|tuchoi|hủyđk|huydk|ngưng|ngừng|!dừng|xóa|hủy đăng ký|hủy nhận tin|"
     "hủy tin|hủy theo dõi|dừng nhận|dừng nhắn|dừng tin|dừng lại|dừng gửi|dừng gọi|đừng nhận|"
     "đừng nhắn|đừng gửi|đừng gọi|đừng liên lạc|đừng liên hệ|đừng làm phiền|đừng phiền|"
     "đừng spam|không nhận tin|không nhắn tin|không nhận nữa|không nhắn nữa|không gửi nữa|"
     "không gọi nữa|không nhận tin nhắn|không muốn nhận|không muốn nhắn|không nhận thêm|"
     "không cần nhắn|không gửi tin|không làm phiền|thôi nhắn|thôi nhận|thôi đừng|thôi gửi|"
     "bỏ số|bỏ tên|rút tên|rút khỏi|ra khỏi danh sách|ra khỏi nhóm|chặn số"},
    {Atom::start,
     "start|đăng ký lại|mở lại|bật lại|nhận tin lại|nhận lại tin|nhận tin trở lại|"
     "tiếp tục nhận tin"},
    {Atom::cancel,
     "!hủy|!huỷ|hủy hẹn|hủy lịch|hủy lịch hẹn|hủy chỗ|hủy giúp|hủy giùm|hủy nhé|hủy ạ|hủy dùm|"
     "xin hủy|muốn hủy|cho hủy|hủy bỏ|rút lui"},
    {Atom::bare_cancel, "huy"},
    {Atom::wrong_number,
     "nhầm số|sai số|lộn số|nhầm người|sai người|lộn người|nhầm máy|nhầm rồi|nhầm roài|"
     "gửi nhầm|gọi nhầm|nhắn nhầm số|nhắn nhầm người|nhầm số rồi|không phải tôi|không phải em|"
     "không phải mình|không phải anh|không phải chị|không phải cháu|không phải con|"
     "không phải số|không phải người|không phải là tôi|không phải là số|không phải là người|"
     "số này không phải|tôi không phải|em không phải|không phải tui|không !quen"},
    {Atom::deceased, "qua đời|từ trần|tạ thế|đã khuất|đã chết|không còn nữa|không còn trên đời"},
    {Atom::lost,
     "đã mất|mất rồi|mới mất|vừa mất|mất lâu rồi|chết rồi|mất năm ngoái|đã mất rồi|"
     "mất tháng trước|mất hôm"},
    {Atom::already,
     "đã hiến|đã đi hiến|đã hiến rồi|mới hiến|mới đi hiến|vừa hiến|vừa đi hiến|vừa mới hiến|"
     "mới vừa hiến|hiến rồi|hiến máu rồi|hiến máu xong|hiến xong|đã cho máu|mới cho máu|"
     "vừa cho máu|hiến tuần trước|hiến tháng trước|hiến hôm qua|hiến máu tuần trước|"
     "hiến máu tháng trước|hiến máu hôm qua|hiến hôm trước|có hiến rồi|đi hiến rồi|"
     "đi hiến máu rồi|vừa xong"},
    {Atom::defer,
     "để sau|để mai|để ngày mai|để hôm khác|để bữa khác|để khi khác|để lúc khác|để lần sau|"
     "để lần khác|để dịp khác|để dịp sau|để đợt sau|để đợt khác|để tuần sau|để tuần tới|"
     "để tháng sau|để thứ|để cuối tuần|để chiều mai|để sáng mai|để hè|để qua tết|hẹn lại|"
     "hẹn lần sau|hẹn lần khác|hẹn dịp khác|hẹn dịp sau|hẹn hôm khác|hẹn khi khác|hẹn đợt sau|"
     "hẹn tuần sau|hẹn tháng sau|hẹn mai|hẹn bữa khác|hẹn ngày khác|hẹn sau|!hẹn|đổi lịch|"
     "đổi hẹn|đổi ngày|đổi giờ|dời lịch|dời hẹn|dời ngày|dời lại|hoãn|hoãn lại|lùi lại|"
     "hôm khác|bữa khác|khi khác|lúc khác|dịp khác|lần khác|ngày khác|đợt khác|mai mốt|từ từ|"
     "để khi nào rảnh|khi nào rảnh|lúc nào rảnh|sau nhé|sau nha|sau ạ"},
    {Atom::tomorrow, "mai|mốt"},
    {Atom::another_day,
     "ngày mai|sáng mai|chiều mai|tối mai|trưa mai|ngày kia|ngày mốt|tuần sau|tuần tới|"
     "tháng sau|tháng tới|lần sau|lần tới|đợt sau|đợt tới|dịp sau|kỳ sau|năm sau|hôm sau|"
     "bữa sau|cuối tuần|cuối tháng|qua tết|sau tết"},
    {Atom::question,
     "ở đâu|chỗ nào|nơi nào|mấy giờ|mấy h|bao giờ|khi nào|lúc nào|ngày nào|hôm nào|giờ nào|"
     "ai cần|ai vậy|ai đấy|ai đó|ai đây|ai thế|ai nhắn|ai gửi|là ai|cho hỏi|cho em hỏi|"
     "cho tôi hỏi|cho mình hỏi|cho anh hỏi|cho chị hỏi|xin hỏi|!hỏi|sao vậy|sao thế|tại sao|"
     "vì sao|thế nào|như thế nào|như nào|làm sao|làm thế nào|bao nhiêu|bao lâu|bao xa|gì vậy|"
     "gì thế|cái gì|là gì|việc gì|chuyện gì|nhóm gì|nhóm máu gì|nhóm nào|có phải|phải không|"
     "hay không|có không|có cần|cần gì|đi đâu|đến đâu|địa chỉ|mấy"},
    {Atom::tail_question, "đâu|gì|nào|ai|sao|chưa nhỉ|nhỉ|hả|!hở"},
    {Atom::yes,
     "có|đồng ý|nhất trí|sẵn sàng|sẵn lòng|xác nhận|nhận lời|chấp nhận|tất nhiên|dĩ nhiên|"
     "đương nhiên|chắc chắn có|chắc chắn được|chắc chắn rồi|đi chứ|có chứ|được chứ|được rồi"},
    {Atom::lone_yes, "!ý|y|nhận"},
    {Atom::assent, "vâng|dạ vâng|ok|ừ|ừm|uh|uhm|um|ừa"},
    {Atom::go,
     "đi|đến|tham gia|đăng ký|có mặt|!tới|tới ngay|tới liền|sẽ tới|đang tới|đang đi|đang đến|"
     "đang trên đường|trên đường đến|trên đường|đang qua|đang chạy qua|qua ngay|qua liền|"
     "ra ngay|đến ngay|dạ hiến|sẽ hiến|đến nơi|tới nơi|có hiến"},
    {Atom::able, "được|kịp"},
    {Atom::act,
     "hiến|hiến máu|cho máu|muốn|rảnh|thể|tiện|khỏe|khoẻ|đủ|thời gian|dự|ra|về|sang|qua|lên|"
     "ghé|sắp xếp|thu xếp|đáp ứng|xe|nữa|đi lại|hiến tc|gạn tc|tách tc|cho tc"},
    {Atom::negation, "không|không đâu|không có đâu|không có đi|!chẳng|!chả|!đừng"},
    {Atom::not_yet, "chưa"},
    {Atom::excuse,
     "!bận|bận rồi|bận quá|bận lắm|bận mất rồi|đang bận|bận việc|bận họp|bận học|bận làm|"
     "tôi bận|em bận|mình bận|anh bận|chị bận|con bận|cháu bận|tui bận|hôm nay bận|nay bận|"
     "có việc bận|việc bận|bị bận|hơi bận|vẫn bận|lại bận|rất bận|có việc|có công việc|"
     "có việc rồi|mắc việc|mắc công chuyện|kẹt việc|kẹt|đang kẹt|ốm|bị ốm|đang ốm|bệnh|bị bệnh|"
     "đang bệnh|có bệnh|mệt|sốt|bị sốt|đang sốt|cảm cúm|bị cảm|bị cúm|đau đầu|đau bụng|"
     "đau lưng|đau răng|đau chân|đau tay|bị đau|!đau|ở xa|ở xa quá|xa|xa quá|xa lắm|hơi xa|"
     "đi xa|đi vắng|vắng nhà|vắng mặt|em vắng mặt|tôi vắng mặt|anh vắng mặt|chị vắng mặt|"
     "em vắng nhà|tôi vắng nhà|xin vắng|!vắng|em !vắng|tôi !vắng|anh !vắng|chị !vắng|"
     "mình !vắng|con !vắng|cháu !vắng|hôm nay !vắng|nay !vắng|sẽ !vắng|công tác|đi công tác|"
     "đang đi công tác|đang đi làm|đang đi học|đang đi xa|đang đi vắng|đang đi viện|"
     "đang đi du lịch|đang đi chơi|đang họp|đang học|đang làm|đi làm|đi học|đi làm rồi|"
     "đang trực|ca trực|có ca|có thai|có bầu|mang thai|mang bầu|đang bầu|cho con bú|có hẹn|"
     "có lịch|có kinh|có thi|đến kỳ|hành kinh|tới tháng|đến tháng|uống thuốc|uống rượu|uống bia|"
     "có bia|vừa mổ|mới mổ|nằm viện|đi viện|nhập viện|cách ly|mới xăm|thiếu máu|huyết áp|"
     "hết tuổi|quá tuổi|yếu|ngoài tỉnh|nước ngoài|về quê|ở quê|du lịch|đi du lịch|con nhỏ|"
     "có con nhỏ|trông con|mất ngủ|thức đêm|xin nghỉ|xin phép nghỉ|xin kiếu|xin phép vắng|"
     "xin phép không|khỏi|thôi khỏi|khỏi cần|miễn|hỏng xe|hư xe"},
    {Atom::unsure,
     "có thể|có lẽ|có khi|có điều|có dịp|có gì|có gì đâu|có đâu|có ai|có rồi|có giáo|!cố|"
     "cố gắng|sẽ cố|!cô ấy|có ý|có nên|có mỗi|có điều kiện|có người|chắc|chắc là|không chắc|"
     "chưa chắc|chưa biết|không biết|không rõ|chưa rõ|hình như|để xem|để em xem|để tôi xem|"
     "để mình xem|để anh xem|để chị xem|xem đã|xem sao|xem lại|tính sau|tính lại|suy nghĩ|nếu|"
     "giá mà|hay là|hoặc|biết đâu|thử|thử xem|không hiểu|không thấy|không nhận được|"
     "không mở được|không vào được|không bấm được|không sao|không gì|không có gì|không vấn đề|"
     "không thành vấn đề|không phải|không bỏ|không hủy|không từ chối|không ngừng|không dừng|"
     "đừng hủy|không quên|không trễ|không muộn|không nhầm|không sai|không thể không|không lẽ|"
     "không những|không chỉ|không bận|không ốm|không xa|không mệt|không đau|không bệnh|"
     "không sốt|không kẹt|hết bận|hết ốm|hết bệnh|hết sốt|sao không|sao được|được đâu|đâu được|"
     "đâu có|có được đâu|làm gì có|chưa hiến|chưa từng|!đúng|đúng|đúng rồi|dùng|đã đăng ký|"
     "đăng ký rồi|đã xác nhận|đã nhận|nhận được|nhận rồi|đã nhận tin|đi rồi|đi mất|bỏ đi|quên|"
     "quên mất|quên mất rồi|bấm nhầm|trả lời nhầm|nhắn nhầm|gọi lại|nhắn lại|gọi cho|"
     "liên lạc lại|kẹt xe|là huy|huy đây|là mai|mai đây|chị mai|em vắng|tôi vắng|anh vắng|"
     "chị vắng|mình vắng|con vắng|cháu vắng|hôm nay vắng|sẽ vắng|nhà vắng|nay vắng|bạn đi|"
     "bạn đến|một nửa|!đỡ|chịu|lâu lâu|thỉnh thoảng|!đợi|!chờ|có mà|không nói|dạ đúng"},
    {Atom::contrast, "nhưng|nhưng mà|mà|tuy nhiên|song|trừ khi|cơ mà"},
    {Atom::reserved,
     "thôi|mới được|mới rảnh|mới về|mới hiến được|!chỉ|xin lỗi|xin phép|bố|mẹ|!má|vợ|chồng|ông "
     "ấy|bà ấy|anh ấy|chị ấy|cô ấy|bạn ấy|"
     "ông nhà|nhà tôi|nhà em|người này|người đó|chủ số|chủ máy|số máy|người nhà"},
    {Atom::because, "vì|bởi|bởi vì|tại|tại vì|do|nên"},
    {Atom::filler,
     "ạ|à|á|a|ah|ơi|nhé|nha|nhe|nghe|nghen|nhá|luôn|liền|ngay|rồi|đó|đấy|đây|nè|này|kia|thì|là|"
     "cho|giúp|giùm|hộ|với|em|anh|chị|chú|bác|cháu|con|tôi|mình|tớ|tui|ông|bà|!bạn|!cô|dạ|thưa|"
     "chào|xin|sẽ|đang|đã|vẫn|cũng|hôm nay|bữa nay|bây giờ|giờ|nay|sáng nay|chiều nay|trưa nay|"
     "bh|nhiều|lắm|quá|rất|chắc chắn|nhất định|đúng giờ|đúng hẹn|trên|ở|vậy|thế|thế nhé|của|và|"
     "chứ|sớm|trễ|muộn|mới|vừa|thêm|lại|ad|admin|bs|bác sĩ|hẹn gặp|hẹn gặp lại|gặp lại|gặp|"
     "mọi người|đoàn|hội|clb|nhà|khoảng|tầm|trong|từ|người ta|cảm ơn|cám ơn|cảm ơn bạn|"
     "cám ơn bạn|cảm ơn cô|cám ơn cô|chào bạn|chào cô|bạn ơi|cô ơi|thưa cô|nhé bạn|nha bạn|"
     "nhé cô|mới đi được|mới đến được|mới tới được|"
     "năm ngoái|năm trước|tháng trước|tuần trước|hôm qua|hôm trước|lâu rồi|mã"},
};

constexpr ChatSpelling kChat[] = {
    {"ko", "không"},      {"k", "không"},      {"kh", "không"},     {"khg", "không"},
    {"kg", "không"},      {"hok", "không"},    {"hk", "không"},     {"hong", "không"},
    {"hông", "không"},    {"hổng", "không"},   {"hem", "không"},    {"hêm", "không"},
    {"kô", "không"},      {"khog", "không"},   {"khôg", "không"},   {"kong", "không"},
    {"kông", "không"},    {"khonh", "không"},  {"khox", "không"},   {"khongg", "không"},
    {"hôk", "không"},     {"khum", "không"},   {"hum", "hôm"},      {"k0", "không"},
    {"hổg", "không"},     {"hog", "không"},    {"hơm", "không"},    {"honk", "không"},
    {"dc", "được"},       {"đc", "được"},      {"dk", "đăng ký"},   {"đk", "đăng ký"},
    {"dki", "đăng ký"},   {"đki", "đăng ký"},  {"dky", "đăng ký"},  {"đky", "đăng ký"},
    {"ki", "ký"},         {"kí", "ký"},        {"đuoc", "được"},    {"dcj", "được"},
    {"duoc", "được"},     {"đươc", "được"},    {"đựơc", "được"},    {"r", "rồi"},
    {"rui", "rồi"},       {"rùi", "rồi"},      {"oy", "rồi"},       {"e", "em"},
    {"c", "chị"},         {"t", "tôi"},        {"m", "mình"},       {"mk", "mình"},
    {"mik", "mình"},      {"j", "gì"},         {"z", "vậy"},        {"v", "vậy"},
    {"bik", "biết"},      {"bít", "biết"},     {"biet", "biết"},    {"hnay", "hôm nay"},
    {"hn", "hôm nay"},    {"hqua", "hôm qua"}, {"wa", "quá"},       {"wá", "quá"},
    {"oke", "ok"},        {"okê", "ok"},       {"oki", "ok"},       {"okie", "ok"},
    {"okay", "ok"},       {"okey", "ok"},      {"okela", "ok"},     {"okla", "ok"},
    {"okk", "ok"},        {"ôk", "ok"},        {"ôkê", "ok"},       {"uki", "ok"},
    {"ukie", "ok"},       {"ukm", "ừ"},        {"lun", "luôn"},     {"uk", "ừ"},
    {"u", "ừ"},           {"ừh", "ừ"},         {"uhh", "ừ"},        {"zag", "vâng"},
    {"vag", "vâng"},      {"vâg", "vâng"},     {"zang", "vâng"},    {"zâng", "vâng"},
    {"dạk", "dạ"},        {"dak", "dạ"},       {"nt", "nhắn tin"},  {"sdt", "số"},
    {"sđt", "số"},        {"hqa", "hôm qua"},  {"thks", "cảm ơn"},  {"tks", "cảm ơn"},
    {"thanks", "cảm ơn"}, {"thank", "cảm ơn"}, {"camon", "cảm ơn"}, {"cmon", "cảm ơn"},
    {"đg", "đang"},       {"dag", "đang"},     {"đag", "đang"},     {"cx", "cũng"},
    {"cug", "cũng"},      {"ms", "mới"},       {"vs", "với"},       {"bjo", "bây giờ"},
    {"bjờ", "bây giờ"},   {"bgio", "bây giờ"}, {"huỷ", "hủy"},      {"thoy", "thôi"},
    {"thui", "thôi"},     {"thoai", "thôi"},
};

}  // namespace

std::span<const PhraseGroup> vietnamese_phrases() { return kPhrases; }

std::span<const ChatSpelling> vietnamese_chat() { return kChat; }

}  // namespace muster
