// SPDX-License-Identifier: Apache-2.0
// Donors, sessions and clubs as a scenario writes them down. A description is entered when its
// sentence ends:
//   w.donor("an").name("Nguyễn Văn An").phone("0912345678").gave(Product::whole_blood,
//   "2026-08-01").verified();
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "muster/domain/consent.hpp"
#include "muster/domain/deferral.hpp"
#include "muster/store/clubs.hpp"
#include "muster/store/donors.hpp"
#include "muster/store/sessions.hpp"

namespace muster::simulation {

class World;

struct DonorDescription {
  std::string alias;
  DonorRow row;
  std::vector<std::string> phones;
  std::vector<Purpose> consents;
  std::vector<Donation> donations;
  std::vector<std::pair<std::string, Day>> deferrals;
  bool verified = false;
};

class DonorSentence {
 public:
  DonorSentence(World& world, std::string alias);
  ~DonorSentence();
  DonorSentence(const DonorSentence&) = delete;
  DonorSentence& operator=(const DonorSentence&) = delete;

  DonorSentence& name(std::string name);
  DonorSentence& phone(std::string national);
  DonorSentence& group(std::string_view group, TypingSource typing = TypingSource::laboratory);
  DonorSentence& gave(Product product, std::string_view day);
  DonorSentence& deferred(std::string reason, std::string_view event);
  DonorSentence& consents(std::vector<Purpose> purposes);
  DonorSentence& verified();
  DonorSentence& lives_in(std::string zone);
  DonorSentence& reads(std::string language);
  DonorSentence& minutes_away(int minutes);
  DonorSentence& born(std::string_view day);
  DonorSentence& weighs(int kg);

 private:
  World& world_;
  DonorDescription donor_;
};

class SessionSentence {
 public:
  SessionSentence(World& world, std::string code);
  ~SessionSentence();
  SessionSentence(const SessionSentence&) = delete;
  SessionSentence& operator=(const SessionSentence&) = delete;

  SessionSentence& venue(std::string venue);
  SessionSentence& on(std::string_view day, std::string_view from, std::string_view to);
  SessionSentence& places(int capacity);

 private:
  World& world_;
  SessionRow row_;
};

class ClubSentence {
 public:
  ClubSentence(World& world, std::string code);
  ~ClubSentence();
  ClubSentence(const ClubSentence&) = delete;
  ClubSentence& operator=(const ClubSentence&) = delete;

  ClubSentence& members(std::vector<std::string> aliases);
  // Round the clock, every day.
  ClubSentence& on_call(std::vector<std::string> aliases);

 private:
  World& world_;
  ClubRow row_;
  std::vector<std::string> members_;
  std::vector<std::string> on_call_;
};

}  // namespace muster::simulation
