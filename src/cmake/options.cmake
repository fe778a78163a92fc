# SPDX-License-Identifier: Apache-2.0
# Compiler, warnings, hardening and sanitizers. `./dev build release|asan|tsan` sets the cache variables below.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# -O2: -O3 costs a third more compile time and measured no faster, the daemon waits on disks and sockets.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

set(MUSTER_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize= takes them: address,undefined or thread")
option(MUSTER_TESTS "build the tests" ON)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()

add_library(muster_options INTERFACE)
target_compile_options(muster_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Werror
  # ccache needs the preprocessor to keep the precompiled header's name.
  -fpch-preprocess
  # GCC 12 reports uninitialised members of std::optional and std::variant that are never read.
  -Wno-maybe-uninitialized)
target_link_options(muster_options INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
target_include_directories(muster_options INTERFACE ${CMAKE_SOURCE_DIR}/include)
# Asio and Beast are compiled once (base, http), not in every unit that includes them.
target_compile_definitions(muster_options INTERFACE
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_BEAST_SEPARATE_COMPILATION
  $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
if(NOT MUSTER_SANITIZE)
  target_compile_options(muster_options INTERFACE
    -fstack-protector-strong -fstack-clash-protection -fcf-protection)
endif()
if(MUSTER_SANITIZE)
  # Sanitized code confuses GCC's flow warnings; the release build is the one that judges them.
  target_compile_options(muster_options INTERFACE -fsanitize=${MUSTER_SANITIZE} -fno-omit-frame-pointer -Wno-error)
  target_link_options(muster_options INTERFACE -fsanitize=${MUSTER_SANITIZE})
  if(MUSTER_SANITIZE STREQUAL thread)
    # Asio's fences are not understood by TSan; they guard nothing of ours.
    target_compile_options(muster_options INTERFACE -Wno-tsan)
  endif()
endif()
