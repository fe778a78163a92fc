// SPDX-License-Identifier: Apache-2.0
#include "muster/store/receipts.hpp"

#include "sql.hpp"

namespace muster {

void ReceiptTable::keep(const EarlyReceipt& receipt, Instant now) {
  tx_.sql().run(
      "insert into receipt (id, gateway, provider_id, key, state, code, reason, flags, at) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      tx_.sql().next_id("receipt"), receipt.gateway, receipt.provider_id, receipt.key,
      receipt.state, receipt.code, receipt.reason,
      (receipt.address_dead ? 1 : 0) + (receipt.opted_out ? 2 : 0), now);
}

std::vector<EarlyReceipt> ReceiptTable::take(std::string_view gateway,
                                             std::string_view provider_id) {
  std::vector<EarlyReceipt> found;
  {
    auto rows = tx_.sql().query(
        "select gateway, provider_id, key, state, code, reason, flags from receipt where "
        "provider_id = ? "
        "and gateway = ? order by id",
        provider_id, gateway);
    while (rows.next()) {
      EarlyReceipt receipt;
      receipt.gateway = rows.text(0);
      receipt.provider_id = rows.text(1);
      receipt.key = rows.text(2);
      receipt.state = rows.enumerator<MessageState>(3);
      receipt.code = rows.text(4);
      receipt.reason = rows.text(5);
      receipt.address_dead = (rows.small(6) & 1) != 0;
      receipt.opted_out = (rows.small(6) & 2) != 0;
      found.push_back(std::move(receipt));
    }
  }
  if (!found.empty())
    tx_.sql().run("delete from receipt where provider_id = ? and gateway = ?", provider_id,
                  gateway);
  return found;
}

int ReceiptTable::prune(Instant before) {
  return tx_.sql().run("delete from receipt where at < ?", before);
}

}  // namespace muster
