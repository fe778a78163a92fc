// SPDX-License-Identifier: Apache-2.0
#include "import_total.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace muster {
namespace {

// Texts hold parts of values; a file must not fill the memory by that.
constexpr std::size_t most_texts = 10'000;

template <class Item>
void append(std::vector<Item>& to, std::vector<Item>&& from) {
  for (auto& item : from)
    if (to.size() < import_shown) to.push_back(std::move(item));
}

// What the reader found and what the writer found.
ImportProblems by_line(ImportProblems&& read, ImportProblems&& written) {
  auto all = std::move(read);
  std::move(written.begin(), written.end(), std::back_inserter(all));
  std::ranges::stable_sort(all, {}, &ImportProblem::line);
  return all;
}

std::vector<std::string> donor_advice(const ImportResult& result) {
  std::vector<std::string> lines;
  if (result.without_consent > 0)
    lines.push_back(fmt::format(
        "{} of these donors have given no consent and will not be asked. If they signed a list: "
        "muster import donors FILE --consent reminders --proof \"where the list lies\" --on DATE",
        result.without_consent));
  if (result.without_address > 0)
    lines.push_back(fmt::format(
        "{} have no working mobile number or e-mail address and will not be asked. Add one to the "
        "file and import it again",
        result.without_address));
  if (result.unverified > 0)
    lines.push_back(fmt::format(
        "{} have no verified number and will not be asked in an emergency. An answer to any text "
        "of ours verifies the number",
        result.unverified));
  return lines;
}

}  // namespace

ImportTotal::ImportTotal(const ImportPlan& plan, const ImportReader& reader)
    : rejects_(plan.options.rejects) {
  total_.unused_columns = reader.columns().unused();
  total_.encoding = reader.encoding();
}

std::uint32_t ImportTotal::text(const std::string& text) {
  const auto known = texts_.find(text);
  if (known != texts_.end()) return known->second;
  if (texts_.size() >= most_texts) return this->text("more is wrong than can be told here");
  const auto place = static_cast<std::uint32_t>(total_.reject_texts.size());
  total_.reject_texts.push_back(text);
  texts_.emplace(text, place);
  return place;
}

void ImportTotal::add_rejects(const ImportProblems& problems) {
  if (!rejects_) return;
  if (texts_.empty()) text("more is wrong than can be told here");
  for (const auto& problem : problems)
    total_.rejects.push_back(
        {problem.line, problem.column, text(problem.reason), text(problem.cure)});
}

// A chunk's own order is: what the reader refused, then what the writer refused.
void ImportTotal::add(ImportChunk& read, ImportResult& written) {
  total_.rows += read.lines;
  total_.added += written.added;
  total_.changed += written.changed;
  total_.unchanged += written.unchanged;
  total_.refused += read.lines - static_cast<std::int64_t>(read.rows.size()) + written.refused;
  total_.donations += written.donations;
  total_.deferrals += written.deferrals;
  total_.consents += written.consents;
  total_.without_consent += written.without_consent;
  total_.without_address += written.without_address;
  total_.unverified += written.unverified;
  total_.change_count += written.change_count;
  auto problems = by_line(std::move(read.problems), std::move(written.problems));
  total_.problem_count += static_cast<std::int64_t>(problems.size());
  auto notes = by_line(std::move(read.notes), std::move(written.notes));
  total_.note_count += static_cast<std::int64_t>(notes.size());
  add_rejects(problems);
  append(total_.problems, std::move(problems));
  append(total_.notes, std::move(notes));
  append(total_.changes, std::move(written.changes));
}

ImportResult ImportTotal::finish(const ImportOptions& options) {
  total_.advice = donor_advice(total_);
  if (total_.refused > 0)
    total_.advice.push_back(fmt::format(
        "{} lines were refused. Mend them in the file and import the whole file again, or the "
        "refused lines alone: what is in already does not change",
        total_.refused));
  if (options.dry_run) total_.advice.push_back("Nothing was written: this was a dry run");
  return std::move(total_);
}

}  // namespace muster
