// SPDX-License-Identifier: Apache-2.0
// The one unit that compiles Asio itself (BOOST_ASIO_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
