// Between V8's strings and bytes.
//
// Errors:  Decode*: empty, with an exception pending, for what would be longer
//          than V8's longest string
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_TEXT_H_
#define GAVEL_SANDBOX_ENGINE_TEXT_H_

#include <cstddef>

#include "v8.h"

namespace gavel::sandbox {

bool IsAscii(const char* data, size_t size);

// UTF-8, invalid sequences as U+FFFD.
v8::MaybeLocal<v8::String> DecodeUtf8(v8::Isolate* isolate, const char* data,
                                      size_t size);
v8::MaybeLocal<v8::String> DecodeLatin1(v8::Isolate* isolate, const char* data,
                                        size_t size);

// To stdout or stderr as UTF-8, lone surrogates as U+FFFD, without a copy of
// the whole. Returns the number of bytes. Ends the process when the output
// limit is exceeded, with everything up to it written.
size_t WriteText(v8::Isolate* isolate, int fd, v8::Local<v8::String> text);

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_TEXT_H_
