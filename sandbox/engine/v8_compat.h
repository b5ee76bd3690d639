// The few places where V8 10.2 and its successors differ.
//
// Source: V8's headers from 10.2 to 14.6
#ifndef GAVEL_SANDBOX_ENGINE_V8_COMPAT_H_
#define GAVEL_SANDBOX_ENGINE_V8_COMPAT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libplatform/libplatform.h"
#include "v8.h"

#if V8_MAJOR_VERSION == 10 && V8_MINOR_VERSION <= 2
namespace v8::internal {
extern int FLAG_random_seed;
}  // namespace v8::internal
#endif

namespace gavel::sandbox {

// For contexts that have drawn no random number yet. Not 0.
inline void SetRandomSeed(int seed) {
#if V8_MAJOR_VERSION == 10 && V8_MINOR_VERSION <= 2
  // Parsing a flag writes to all pages that flags are on, in every run anew.
  v8::internal::FLAG_random_seed = seed;
#else
  v8::V8::SetFlagsFromString(("--random-seed=" + std::to_string(seed)).c_str());
#endif
}

inline size_t Utf8Size(v8::Isolate* isolate, v8::Local<v8::String> text) {
#if V8_MAJOR_VERSION >= 14
  return text->Utf8LengthV2(isolate);
#else
  return static_cast<size_t>(text->Utf8Length(isolate));
#endif
}

// Writes exactly `size` bytes, which Utf8Size said; lone surrogates become
// U+FFFD.
inline void WriteUtf8(v8::Isolate* isolate, v8::Local<v8::String> text,
                      char* to, size_t size) {
#if V8_MAJOR_VERSION >= 14
  text->WriteUtf8V2(isolate, to, size,
                    v8::String::WriteFlags::kReplaceInvalidUtf8);
#else
  text->WriteUtf8(
      isolate, to, static_cast<int>(size), nullptr,
      v8::String::NO_NULL_TERMINATION | v8::String::REPLACE_INVALID_UTF8);
#endif
}

// `count` code units from `start` on, which must be within `text`; the first
// only if it IsOneByte.
inline void WriteOneByte(v8::Isolate* isolate, v8::Local<v8::String> text,
                         int start, int count, uint8_t* to) {
#if V8_MAJOR_VERSION >= 14
  text->WriteOneByteV2(isolate, static_cast<uint32_t>(start),
                       static_cast<uint32_t>(count), to);
#else
  text->WriteOneByte(isolate, to, start, count,
                     v8::String::NO_NULL_TERMINATION);
#endif
}
inline void WriteTwoByte(v8::Isolate* isolate, v8::Local<v8::String> text,
                         int start, int count, uint16_t* to) {
#if V8_MAJOR_VERSION >= 14
  text->WriteV2(isolate, static_cast<uint32_t>(start),
                static_cast<uint32_t>(count), to);
#else
  text->Write(isolate, to, start, count, v8::String::NO_NULL_TERMINATION);
#endif
}

// Empty for what is no string.
inline std::string ToUtf8(v8::Isolate* isolate, v8::Local<v8::Value> value) {
  if (value.IsEmpty() || !value->IsString()) return "";
  const v8::Local<v8::String> text = value.As<v8::String>();
  std::string result(Utf8Size(isolate, text), '\0');
  WriteUtf8(isolate, text, result.data(), result.size());
  return result;
}

inline v8::Local<v8::String> Name(v8::Isolate* isolate,
                                  absl::string_view name) {
  return v8::String::NewFromUtf8(isolate, name.data(),
                                 v8::NewStringType::kInternalized,
                                 static_cast<int>(name.size()))
      .ToLocalChecked();
}

// The start, of at most `most` bytes, without a copy of the rest; empty for
// what is no string.
inline std::string StartAsUtf8(v8::Isolate* isolate, v8::Local<v8::Value> value,
                               size_t most) {
  if (value.IsEmpty() || !value->IsString()) return "";
  const v8::Local<v8::String> text = value.As<v8::String>();
  // A character has at least a byte and at most three.
  if (static_cast<size_t>(text->Length()) <= most / 3) {
    return ToUtf8(isolate, value);
  }
  std::string result(most, '\0');
#if V8_MAJOR_VERSION >= 14
  result.resize(text->WriteUtf8V2(isolate, result.data(), result.size(),
                                  v8::String::WriteFlags::kReplaceInvalidUtf8));
#else
  result.resize(static_cast<size_t>(text->WriteUtf8(
      isolate, result.data(), static_cast<int>(result.size()), nullptr,
      v8::String::NO_NULL_TERMINATION | v8::String::REPLACE_INVALID_UTF8)));
#endif
  return result;
}

inline void Detach(v8::Local<v8::ArrayBuffer> buffer) {
#if V8_MAJOR_VERSION >= 12
  static_cast<void>(buffer->Detach(v8::Local<v8::Value>()));
#else
  buffer->Detach();
#endif
}

// For some seconds, memory is rather taken than collected, within the limit:
// most programs end before it pays.
inline void HurryAtFirst(v8::Isolate* isolate) {
#if V8_MAJOR_VERSION >= 13
  isolate->SetIsLoading(true);
#else
  isolate->SetRAILMode(v8::PERFORMANCE_LOAD);
#endif
}

inline v8::ScriptOrigin Origin([[maybe_unused]] v8::Isolate* isolate,
                               v8::Local<v8::String> name) {
#if V8_MAJOR_VERSION >= 12
  return v8::ScriptOrigin(name);
#else
  return v8::ScriptOrigin(isolate, name);
#endif
}

inline v8::ScriptOrigin ModuleOrigin([[maybe_unused]] v8::Isolate* isolate,
                                     v8::Local<v8::String> name) {
  return v8::ScriptOrigin(
#if V8_MAJOR_VERSION < 12
      isolate,
#endif
      name, 0, 0, false, -1, v8::Local<v8::Value>(), false, false, true);
}

inline v8::Local<v8::Module> CreateSyntheticModule(
    v8::Isolate* isolate, v8::Local<v8::String> name,
    const std::vector<v8::Local<v8::String>>& exports,
    v8::Module::SyntheticModuleEvaluationSteps steps) {
#if V8_MAJOR_VERSION >= 12
  return v8::Module::CreateSyntheticModule(
      isolate, name, {exports.data(), exports.size()}, steps);
#else
  return v8::Module::CreateSyntheticModule(isolate, name, exports, steps);
#endif
}

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_V8_COMPAT_H_
