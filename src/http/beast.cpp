// SPDX-License-Identifier: Apache-2.0
// The one unit that compiles Beast itself (BOOST_BEAST_SEPARATE_COMPILATION).
#include <boost/beast/src.hpp>
