// SPDX-License-Identifier: Apache-2.0
// What a page of the database holds beside its rows. When SQLite divides a page in two it leaves
// copies of the rows that moved in the space that became free; not even `pragma secure_delete`
// clears them (1 erased donor in 200 left a name there). Pure. The format: sqlite.org/fileformat2.
#pragma once
#include <cstddef>
#include <string>

namespace muster {

// Zeros the bytes of a b-tree page that hold nothing: between the cell pointers and the cells, and
// inside the free blocks. `first`: page 1, behind the file's header. `usable`: bytes of a page less
// the reserved ones. A page of another kind, or one that does not add up, is left as it is. Returns
// whether anything was not zero.
bool clear_free_space(std::string& page, std::size_t usable, bool first);

}  // namespace muster
