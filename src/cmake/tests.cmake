# SPDX-License-Identifier: Apache-2.0
# tests/<floor> mirrors src/<floor>; one test program a folder. Label `fast` is what ./dev test runs.
find_package(GTest REQUIRED)
include(GoogleTest)

# GCC takes a precompiled header only under the same flags, so all tests have these. Unoptimised: they compile in half
# the time, and what they test is optimised in its own library.
function(muster_test_options name)
  target_compile_options(${name} PRIVATE -O0 -U_FORTIFY_SOURCE
    # gtest's macros convert and shadow; the code under test does not.
    -Wno-conversion -Wno-shadow)
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC)
  target_compile_definitions(${name} PRIVATE
    MUSTER_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MUSTER_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  muster_quiet_coroutines(${name})
endfunction()

# What the test programs share. It names no floor: whoever links it brings those that the parts it uses need.
file(GLOB support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
add_library(muster_test_support STATIC EXCLUDE_FROM_ALL ${support_sources})
target_link_libraries(muster_test_support PRIVATE muster_options GTest::gtest GTest::gmock)
muster_test_options(muster_test_support)
target_precompile_headers(muster_test_support PRIVATE ${CMAKE_SOURCE_DIR}/src/cmake/pch_tests.hpp)

function(muster_tests folder)
  cmake_parse_arguments(arg "" "" "FLOORS;LABELS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${folder} ${sources})
  list(TRANSFORM arg_FLOORS PREPEND muster_)
  target_link_libraries(test_${folder} PRIVATE muster_test_support muster_options ${arg_FLOORS} ${arg_LIBRARIES}
    GTest::gtest GTest::gmock GTest::gtest_main)
  muster_test_options(test_${folder})
  target_precompile_headers(test_${folder} REUSE_FROM muster_test_support)
  # A value without a printer shows its bytes, addresses and all: its number is the better name.
  gtest_discover_tests(test_${folder} NO_PRETTY_VALUES PROPERTIES TIMEOUT 600 DISCOVERY_TIMEOUT 60)
  muster_labels(${folder} "${arg_LABELS}")
endfunction()

# gtest_discover_tests keeps only the first of several labels, so they are set in a file ctest reads after it.
# `ci` is what CI runs, from two trees at once: unit tests and the simulation sanitized, from the release build what
# needs the real programs or their speed.
function(muster_labels folder labels)
  set(file ${CMAKE_BINARY_DIR}/labels_${folder}.cmake)
  set(all ${labels})
  set(few "")
  if(MUSTER_SANITIZE AND "sanitized" IN_LIST labels)
    list(APPEND all ci)
  elseif(folder STREQUAL simulation)
    set(few "foreach(name \${test_simulation_TESTS})
  if(name MATCHES \"^RandomDays\")
    set_tests_properties(\"\${name}\" PROPERTIES LABELS \"${labels};ci\")
  endif()
endforeach()
")
  elseif(folder STREQUAL e2e)
    list(APPEND all ci)
    # Whole sites at once would take each other's cores.
    set(lock "RESOURCE_LOCK site")
  endif()
  file(WRITE ${file} "if(test_${folder}_TESTS)
  set_tests_properties(\${test_${folder}_TESTS} PROPERTIES LABELS \"${all}\" ${lock})
endif()
${few}")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${file})
endfunction()

muster_tests(base FLOORS base LABELS "fast;sanitized")
muster_tests(domain FLOORS domain LABELS "fast;sanitized")
muster_tests(store FLOORS store LABELS "fast;sanitized")
muster_tests(gateway FLOORS gateway LABELS "fast;sanitized")
muster_tests(http FLOORS http LABELS "fast;sanitized")
muster_tests(engine FLOORS engine LABELS "fast;sanitized")
muster_tests(web FLOORS web LABELS "fast;sanitized")
muster_tests(simulation FLOORS engine LABELS "fast;sanitized;simulation")
muster_tests(e2e FLOORS base LABELS "fast;e2e" LIBRARIES CURL::libcurl PkgConfig::SQLITE)
if(TARGET test_e2e)
  add_dependencies(test_e2e musterd muster muster-sandbox)
endif()
include(bench)
