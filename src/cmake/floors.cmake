# SPDX-License-Identifier: Apache-2.0
# A floor is the folder src/<name>: every .cpp in it, one library muster_<name>. A new file needs no line here.
# Two precompiled headers serve all: `plain` (no Asio; base readers and domain) and `async` (Asio).

add_library(muster_async OBJECT ${CMAKE_SOURCE_DIR}/src/cmake/pch_async.cpp)
target_link_libraries(muster_async PUBLIC muster_options)
target_precompile_headers(muster_async PRIVATE ${CMAKE_SOURCE_DIR}/src/cmake/pch_async.hpp)

# GCC 12 inlines Asio's frame allocator half way at -O2 and then takes new and delete for a mismatch; ASan sees none.
function(muster_quiet_coroutines name)
  target_compile_options(${name} PRIVATE -Wno-mismatched-new-delete)
endfunction()

function(muster_floor name)
  cmake_parse_arguments(arg "" "" "FLOORS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  add_library(muster_${name} STATIC ${sources})
  if(name STREQUAL base)
    # Asio's own functions, compiled once with the header that everybody reuses.
    target_sources(muster_base PRIVATE $<TARGET_OBJECTS:muster_async>)
  endif()
  list(TRANSFORM arg_FLOORS PREPEND muster_)
  target_link_libraries(muster_${name} PUBLIC muster_options ${arg_FLOORS} ${arg_LIBRARIES})
  if(name MATCHES "^(engine|web)$")
    muster_quiet_coroutines(muster_${name})
  endif()
  if(name STREQUAL domain)
    target_precompile_headers(muster_domain PRIVATE ${CMAKE_SOURCE_DIR}/src/cmake/pch_plain.hpp)
  else()
    target_precompile_headers(muster_${name} REUSE_FROM muster_async)
  endif()
endfunction()

# CMake would give an executable -fPIE, and GCC refuses a header precompiled with -fPIC then.
function(muster_reuse_header name)
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(${name} PRIVATE -fPIC)
  target_precompile_headers(${name} REUSE_FROM muster_async)
endfunction()

function(muster_program name)
  cmake_parse_arguments(arg "" "FOLDER" "FLOORS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${arg_FOLDER}/*.cpp)
  add_executable(${name} ${sources})
  list(TRANSFORM arg_FLOORS PREPEND muster_)
  target_link_libraries(${name} PRIVATE muster_options ${arg_FLOORS} ${arg_LIBRARIES})
  muster_reuse_header(${name})
  muster_quiet_coroutines(${name})
  install(TARGETS ${name} RUNTIME DESTINATION bin)
endfunction()
