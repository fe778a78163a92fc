// SPDX-License-Identifier: Apache-2.0
// What a text says: gathers the values a kind of text may use from the rows it is about. Inside a
// job.
#pragma once
#include <string>
#include <string_view>

#include "muster/domain/wording.hpp"
#include "muster/store/due_sends.hpp"
#include "muster/store/tx.hpp"

namespace muster {

// `zone` is the reader's. Only what the message's own rows hold: never a group, a product, a reason
// or a result.
TextValues text_values(Tx& tx, const MessageRow& message, const Addressee* donor, const Zone& zone);

// A value that the message must not hold in clear (a confirmation code), for MessageRow::detail.
std::string sealed_detail(Tx& tx, std::string_view value);

// "Chủ nhật 15/3", "Sunday 15/3".
std::string spoken_day(Day day, std::string_view language);
// "7h30", "22h"; in English "7:30", "22:00".
std::string spoken_minute(MinuteOfDay minute, std::string_view language);

}  // namespace muster
