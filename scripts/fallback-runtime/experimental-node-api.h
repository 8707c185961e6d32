// The published headers leave out what Node-API calls experimental. A module that says it is experimental (as the addon does for
// the fallback runtime) has its finalizers run inside the garbage collector, where most calls abort; node-addon-api
// puts them off until afterwards when it finds this declaration.
#pragma once
#include <node_api.h>

#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER

extern "C" NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(
    node_api_basic_env env, napi_finalize finalize_cb, void* finalize_data, void* finalize_hint);
