// SPDX-License-Identifier: Apache-2.0
// What the tests of every floor include; parsed once, by tests/support.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "muster/store/store.hpp"
#include "pch_async.hpp"
