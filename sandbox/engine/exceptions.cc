#include "sandbox/engine/exceptions.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "sandbox/engine/memory.h"
#include "sandbox/engine/translated.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

// Scripts of ours are named with this prefix and never shown.
constexpr absl::string_view kInternalScript = "gavel:";
constexpr size_t kMaxExcerpt = 400;

std::string WithoutInternalFrames(absl::string_view stack) {
  std::string result;
  for (const absl::string_view line : absl::StrSplit(stack, '\n')) {
    const bool internal =
        absl::StartsWith(line, "    at ") &&
        (absl::StrContains(line, absl::StrCat("(", kInternalScript)) ||
         absl::StartsWith(line, absl::StrCat("    at ", kInternalScript)));
    if (internal) continue;
    if (!result.empty()) result.push_back('\n');
    absl::StrAppend(&result, line);
    // Nobody reads more, and the report holds no more.
    if (result.size() > wire::kTextSize) break;
  }
  return result;
}

bool IsSubmission(v8::Isolate* isolate, v8::Local<v8::Value> script_name,
                  const std::string& file_name) {
  return ToUtf8(isolate, script_name) == file_name;
}

// What V8 says is a position in what it compiled.
Position InSource(Position compiled) {
  const SourceMap* map = ProgramMap();
  return map == nullptr ? compiled : map->Original(compiled);
}

// The innermost frame in the submission.
Position FramePosition(v8::Isolate* isolate, v8::Local<v8::StackTrace> trace,
                       const std::string& file_name) {
  if (trace.IsEmpty()) return {};
  for (int i = 0; i < trace->GetFrameCount(); ++i) {
    const v8::Local<v8::StackFrame> frame =
        trace->GetFrame(isolate, static_cast<uint32_t>(i));
    if (!IsSubmission(isolate, frame->GetScriptName(), file_name)) continue;
    const Position position =
        InSource({frame->GetLineNumber(), frame->GetColumn()});
    if (position.line > 0) return position;
  }
  return {};
}

Position MessagePosition(v8::Local<v8::Context> context,
                         v8::Local<v8::Message> message,
                         const std::string& file_name) {
  v8::Isolate* isolate = context->GetIsolate();
  if (message.IsEmpty()) return {};
  if (IsSubmission(isolate, message->GetScriptResourceName(), file_name)) {
    const Position position =
        InSource({message->GetLineNumber(context).FromMaybe(0),
                  message->GetStartColumn(context).FromMaybe(-1) + 1});
    if (position.line > 0) return position;
  }
  return FramePosition(isolate, message->GetStackTrace(), file_name);
}

std::string Excerpt(v8::Local<v8::Context> context,
                    v8::Local<v8::Message> message, Position position,
                    const std::string& file_name) {
  v8::Isolate* isolate = context->GetIsolate();
  if (position.line == 0 || message.IsEmpty() ||
      !IsSubmission(isolate, message->GetScriptResourceName(), file_name)) {
    return "";
  }
  v8::Local<v8::String> compiled;
  std::string line;
  if (const SourceMap* map = ProgramMap()) {
    line = std::string(map->Line(position.line));
  } else if (message->GetSourceLine(context).ToLocal(&compiled)) {
    line = ToUtf8(isolate, compiled);
  }
  const size_t before = static_cast<size_t>(position.column - 1);
  if (line.size() > kMaxExcerpt || before > line.size()) {
    return absl::StrCat(file_name, ":", position.line);
  }
  return absl::StrCat(file_name, ":", position.line, "\n", line, "\n",
                      std::string(before, ' '), "^");
}

// What the error says of itself; without a usable stack, what V8 says.
std::string Text(v8::Local<v8::Context> context, const v8::TryCatch& caught,
                 v8::Local<v8::Message> message) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch guard(isolate);
  v8::Local<v8::Value> stack;
  if (caught.Exception()->IsNativeError() &&
      caught.StackTrace(context).ToLocal(&stack) && stack->IsString()) {
    return WithoutInternalFrames(ToUtf8(isolate, stack));
  }
  return message.IsEmpty() ? "uncaught exception"
                           : ToUtf8(isolate, message->Get());
}

}  // namespace

ExceptionInfo DescribeException(v8::Local<v8::Context> context,
                                const v8::TryCatch& caught,
                                const std::string& file_name) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Message> message = caught.Message();
  ExceptionInfo info;
  info.position = MessagePosition(context, message, file_name);
  if (info.position.line == 0 && caught.Exception()->IsNativeError()) {
    // Thrown again by the event loop: look where it was made.
    message = v8::Exception::CreateMessage(isolate, caught.Exception());
    info.position = MessagePosition(context, message, file_name);
  }
  info.excerpt = Excerpt(context, message, info.position, file_name);
  const std::string said =
      message.IsEmpty() ? "" : ToUtf8(isolate, message->Get());
  info.stack_overflow =
      absl::EndsWith(said, "RangeError: Maximum call stack size exceeded");
  info.out_of_memory =
      (MemoryWasRefused() &&
       absl::EndsWith(said, "RangeError: Array buffer allocation failed")) ||
      absl::StrContains(said, "WebAssembly.Memory(): could not allocate") ||
      absl::EndsWith(said,
                     "WebAssembly.Memory.grow(): Unable to grow instance "
                     "memory") ||
      absl::EndsWith(said, "RangeError: Invalid string length");
  info.text = Text(context, caught, message);
  return info;
}

}  // namespace gavel::sandbox
