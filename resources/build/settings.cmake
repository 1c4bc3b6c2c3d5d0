# SPDX-License-Identifier: GPL-3.0-or-later
# What every target shares: language level, warnings, Qt macros, linker, compiler cache.

add_library(muster_settings INTERFACE)
target_compile_features(muster_settings INTERFACE cxx_std_20)
target_compile_definitions(muster_settings INTERFACE
  QT_NO_CAST_FROM_ASCII
  QT_NO_CAST_TO_ASCII
  QT_NO_URL_CAST_FROM_STRING
  QT_STRICT_ITERATORS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(muster_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough
  # At -O3, GCC 12 sees null pointers in std::vector's own code.
  $<$<CONFIG:Debug>:-Wnull-dereference>
  $<$<BOOL:${MUSTER_WERROR}>:-Werror>)
if(MUSTER_SANITIZE)
  target_compile_options(muster_settings INTERFACE -fsanitize=${MUSTER_SANITIZE} -fno-omit-frame-pointer
    -Wno-null-dereference -Wno-maybe-uninitialized)
  target_link_options(muster_settings INTERFACE -fsanitize=${MUSTER_SANITIZE})
endif()

find_program(MUSTER_MOLD mold)
if(MUSTER_MOLD)
  target_link_options(muster_settings INTERFACE -fuse-ld=mold)
endif()

find_program(MUSTER_CCACHE ccache)
if(MUSTER_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${MUSTER_CCACHE})
  target_compile_options(muster_settings INTERFACE -fpch-preprocess)
endif()

# muster_layer(NAME SOURCES... LIBS...): a static library of one layer, with the shared settings.
# Includes are written from the project's root: #include "models/base/result.h".
function(muster_layer name)
  cmake_parse_arguments(ARG "" "PCH" "SOURCES;LIBS;PRIVATE_LIBS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC muster_settings ${ARG_LIBS} PRIVATE ${ARG_PRIVATE_LIBS})
  if(ARG_PCH)
    target_precompile_headers(${name} REUSE_FROM ${ARG_PCH})
  endif()
endfunction()
