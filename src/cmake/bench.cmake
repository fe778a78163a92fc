# SPDX-License-Identifier: Apache-2.0
# The driver of ./dev bench, and the preloaded library that makes a disk slow. Built only when asked for.
file(GLOB bench_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/bench/*.cpp)
list(FILTER bench_sources EXCLUDE REGEX "/slow_sync\\.cpp$")
add_executable(bench EXCLUDE_FROM_ALL ${bench_sources}
  ${CMAKE_SOURCE_DIR}/tests/e2e/process.cpp ${CMAKE_SOURCE_DIR}/tests/e2e/site.cpp)
set_target_properties(bench PROPERTIES OUTPUT_NAME muster-bench)
target_include_directories(bench PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/tests/e2e)
target_link_libraries(bench PRIVATE muster_test_support muster_options muster_base CURL::libcurl PkgConfig::SQLITE)
target_compile_definitions(bench PRIVATE MUSTER_SOURCE_DIR="${CMAKE_SOURCE_DIR}" MUSTER_BINARY_DIR="${CMAKE_BINARY_DIR}")
add_library(slow_sync MODULE EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/slow_sync.cpp)
target_link_libraries(slow_sync PRIVATE ${CMAKE_DL_LIBS})
# It measures the programs beside it.
add_dependencies(bench slow_sync musterd muster muster-sandbox)
if(NOT MUSTER_SANITIZE)
  # Not a measurement: that every section still runs.
  add_test(NAME Bench.EverySectionRuns COMMAND bench --small)
  set_tests_properties(Bench.EverySectionRuns PROPERTIES LABELS ci RESOURCE_LOCK site TIMEOUT 600)
endif()
