// SPDX-License-Identifier: Apache-2.0
// The [send] part of a gateway file, compiled: turns a text into the provider's request.
// Immutable; any thread.
#pragma once
#include <string>
#include <vector>

#include "json_template.hpp"
#include "muster/base/http_message.hpp"
#include "send_field.hpp"

namespace muster {

class RequestTemplate {
 public:
  // `table` is [send]. What is wrong becomes a Problem of `table`.
  static RequestTemplate compile(TomlTable table, const Constants& constants, bool allow_private);

  Result<HttpRequest> build(const OutgoingText& text, std::string_view body) const;
  bool uses(Slot slot) const;

 private:
  enum class Encoding : std::uint8_t { json, form, query };
  void read_fields(TomlTable& table, const Constants& constants);
  void read_authorization(TomlTable& table, const Constants& constants);

  std::string method_;
  TextTemplate url_;
  Encoding encoding_ = Encoding::json;
  std::vector<SendField> fields_;  // of form and query
  JsonTemplate json_;
  std::vector<SendField> headers_;
  Headers fixed_headers_;
  bool measures_ = false;  // some field depends on the SMS encoding
  std::vector<bool> used_ = std::vector<bool>(slot_count);
};

// Why an address cannot be sent to; empty when it can. Scheme and host must be fixed at load.
std::string url_fault(std::string_view head, bool allow_private);

}  // namespace muster
