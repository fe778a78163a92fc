// SPDX-License-Identifier: Apache-2.0
// Between the rows of a request and the values of domain/wave. Inside a job.
#pragma once
#include <optional>
#include <string>

#include "muster/domain/bypass.hpp"
#include "muster/engine/settings.hpp"
#include "muster/store/pages.hpp"
#include "muster/store/requests.hpp"
#include "muster/store/tx.hpp"

namespace muster {

WaveView wave_view(Tx& tx, const Settings& settings, const RequestRow& request, Instant now);
bool night_at(Tx& tx, const Settings& settings, const RequestRow& request, Instant now);
void mark_silent(Tx& tx, const Settings& settings, const RequestRow& request, Instant now);
// `bypass`: the one without which they would not be asked; none: they are asked by the rules.
void send_page(Tx& tx, const Settings& settings, const RequestRow& request, const Ask& ask,
               int wave, Instant now, BypassId bypass);
// The one in force that covers the request.
std::optional<Bypass> bypass_of(Tx& tx, const RequestRow& request, Instant now);
// Minutes from home to the club (travel_times.hpp).
int travel_of(Tx& tx, const Settings& settings, const RequestRow& request, DonorId donor,
              Instant now);
std::string page_dedupe(RequestId request, DonorId donor);

}  // namespace muster
