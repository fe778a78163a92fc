// SPDX-License-Identifier: Apache-2.0
// Adds the chunks of one import up to its result. Loop thread.
#pragma once
#include <unordered_map>

#include "import_chunk.hpp"
#include "import_reader.hpp"

namespace muster {

class ImportTotal {
 public:
  ImportTotal(const ImportPlan& plan, const ImportReader& reader);
  void add(ImportChunk& read, ImportResult& written);
  const ImportResult& so_far() const { return total_; }
  // With the advice that follows from the whole.
  ImportResult finish(const ImportOptions& options);

 private:
  void add_rejects(const ImportProblems& problems);
  std::uint32_t text(const std::string& text);

  bool rejects_;
  ImportResult total_;
  std::unordered_map<std::string, std::uint32_t> texts_;
};

}  // namespace muster
