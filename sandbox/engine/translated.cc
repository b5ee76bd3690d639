#include "sandbox/engine/translated.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

// For the life of the process, as what they are about.
SourceMap* g_map = nullptr;
// As they were before the submission could change them.
struct Intrinsics {
  v8::Global<v8::Object> error;
  v8::Global<v8::Function> error_to_string;
};
Intrinsics g_intrinsics;

struct Parts {
  Submission::Format format = Submission::Format::kCommonJs;
  absl::string_view javascript;
  absl::string_view mappings;
  absl::string_view source;
};

bool Unpack(absl::string_view packed, Parts& parts) {
  const size_t end = packed.find('\n');
  if (end == packed.npos) return false;
  const std::vector<absl::string_view> head =
      absl::StrSplit(packed.substr(0, end), ' ');
  packed.remove_prefix(end + 1);
  uint32_t javascript = 0;
  uint32_t mappings = 0;
  if (head.size() != 3 || !absl::SimpleAtoi(head[1], &javascript) ||
      !absl::SimpleAtoi(head[2], &mappings) ||
      uint64_t{javascript} + mappings > packed.size()) {
    return false;
  }
  if (head[0] == "module") parts.format = Submission::Format::kEsModule;
  if (head[0] == "script") parts.format = Submission::Format::kAsNodeTells;
  parts.javascript = packed.substr(0, javascript);
  parts.mappings = packed.substr(javascript, mappings);
  parts.source = packed.substr(size_t{javascript} + mappings);
  return true;
}

// What a program has put into Error.prepareStackTrace, which makes the trace in
// the place of V8.
v8::MaybeLocal<v8::Function> PreparedByProgram(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> prepare;
  if (!g_intrinsics.error.Get(isolate)
           ->Get(context, Name(isolate, "prepareStackTrace"))
           .ToLocal(&prepare) ||
      !prepare->IsFunction()) {
    return {};
  }
  return prepare.As<v8::Function>();
}

std::string Headline(v8::Local<v8::Context> context,
                     v8::Local<v8::Value> error) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch ignored(isolate);
  v8::Local<v8::Value> text;
  return g_intrinsics.error_to_string.Get(isolate)
                 ->Call(context, error, 0, nullptr)
                 .ToLocal(&text)
             ? ToUtf8(isolate, text)
             : "<error>";
}

// What V8 makes of a stack trace, but with the source's positions.
v8::MaybeLocal<v8::Value> PrepareStackTrace(v8::Local<v8::Context> context,
                                            v8::Local<v8::Value> error,
                                            v8::Local<v8::Array> sites) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Function> prepare;
  if (PreparedByProgram(context).ToLocal(&prepare)) {
    std::array<v8::Local<v8::Value>, 2> arguments = {error, sites};
    return prepare->Call(context, g_intrinsics.error.Get(isolate), 2,
                         arguments.data());
  }
  std::string trace = Headline(context, error);
  for (uint32_t i = 0; i < sites->Length(); ++i) {
    v8::Local<v8::Value> site;
    v8::Local<v8::String> text;
    if (!sites->Get(context, i).ToLocal(&site) ||
        !site->ToString(context).ToLocal(&text)) {
      return {};
    }
    absl::StrAppend(&trace, "\n    at ",
                    g_map->MapPositions(ToUtf8(isolate, text)));
  }
  v8::Local<v8::String> result;
  if (!v8::String::NewFromUtf8(isolate, trace.data(),
                               v8::NewStringType::kNormal,
                               static_cast<int>(trace.size()))
           .ToLocal(&result)) {
    return {};
  }
  return result;
}

bool TakeIntrinsics(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> error;
  v8::Local<v8::Value> prototype;
  v8::Local<v8::Value> to_string;
  if (!context->Global()
           ->Get(context, Name(isolate, "Error"))
           .ToLocal(&error) ||
      !error->IsObject() ||
      !error.As<v8::Object>()
           ->Get(context, Name(isolate, "prototype"))
           .ToLocal(&prototype) ||
      !prototype->IsObject() ||
      !prototype.As<v8::Object>()
           ->Get(context, Name(isolate, "toString"))
           .ToLocal(&to_string) ||
      !to_string->IsFunction()) {
    return false;
  }
  g_intrinsics.error.Reset(isolate, error.As<v8::Object>());
  g_intrinsics.error_to_string.Reset(isolate, to_string.As<v8::Function>());
  return true;
}

}  // namespace

bool CompileTranslated(v8::Local<v8::Context> context,
                       absl::string_view translated,
                       const std::string& file_name, Submission& submission) {
  Parts parts;
  if (!Unpack(translated, parts) || !TakeIntrinsics(context)) {
    constexpr absl::string_view kDamaged = "what the compiler wrote is damaged";
    EndProcess(wire::Claim::kSyntax, 1, Position(), kDamaged.data(),
               kDamaged.size());
  }
  g_map = new SourceMap(file_name, parts.mappings, parts.source);
  context->GetIsolate()->SetPrepareStackTraceCallback(PrepareStackTrace);
  return submission.Compile(context, absl::StrCat(parts.javascript), file_name,
                            parts.format);
}

const SourceMap* ProgramMap() { return g_map; }

}  // namespace gavel::sandbox
