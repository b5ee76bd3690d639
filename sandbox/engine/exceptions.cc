#include "sandbox/engine/exceptions.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "sandbox/engine/memory.h"
#include "sandbox/engine/translated.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

// Node draws no longer line of carets.
constexpr size_t kMostCarets = 1020;
// Of a source line, in the verdict.
constexpr size_t kLongLine = 400;
constexpr size_t kLineBefore = 100;
// Of an error's name and message, where the stack would be lost below them.
constexpr size_t kLongMessage = 2048;
// Of what Node would print whole; more is of use to nobody.
constexpr size_t kMostShown = size_t{1} << 20;
constexpr const char* kFrame = "\n    at ";
constexpr const char* kHint =
    "(Use `node --trace-uncaught ...` to show where the exception was "
    "thrown)\n";

// Where V8 says that it happened.
struct Place {
  std::string file;
  int line = 0;
  std::string source;
  // In UTF-16, from 0; end < start: unknown.
  int start = 0;
  int end = -1;
};

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

// The same for a place, of which V8 has shown what it compiled.
Place InSource(Place compiled) {
  const SourceMap* map = ProgramMap();
  if (map == nullptr) return compiled;
  const Position position = map->Original({compiled.line, compiled.start + 1});
  if (position.line == 0) return {};
  Place place;
  place.file = std::move(compiled.file);
  place.line = position.line;
  place.source = absl::StrCat(map->Line(position.line));
  place.start = position.column - 1;
  place.end = std::min(place.start + compiled.end - compiled.start,
                       static_cast<int>(place.source.size()));
  return place;
}

Place PlaceOf(v8::Local<v8::Context> context, v8::Local<v8::Message> message,
              const std::string& file_name) {
  v8::Isolate* isolate = context->GetIsolate();
  Place place;
  v8::Local<v8::String> line;
  if (message.IsEmpty() || !message->GetSourceLine(context).ToLocal(&line)) {
    return place;
  }
  const v8::Local<v8::Value> name = message->GetScriptResourceName();
  place.file = name->IsString() ? ToUtf8(isolate, name) : "<anonymous_script>";
  place.line = message->GetLineNumber(context).FromMaybe(0);
  place.source = ToUtf8(isolate, line);
  place.start = message->GetStartColumn(context).FromMaybe(0);
  place.end = message->GetEndColumn(context).FromMaybe(-1);
  return place.file == file_name ? InSource(std::move(place)) : place;
}

// Node's, down to counting a line's UTF-16 columns in UTF-8's bytes.
std::string Carets(const Place& place) {
  if (place.start < 0 || place.end < place.start ||
      static_cast<size_t>(place.end) > place.source.size()) {
    return "";
  }
  const size_t start = static_cast<size_t>(place.start);
  const size_t end = std::min(static_cast<size_t>(place.end), kMostCarets);
  std::string result;
  for (size_t i = 0; i < end; ++i) {
    const char c = place.source[i];
    if (c == '\0') break;
    result.push_back(i >= start ? '^' : c == '\t' ? '\t' : ' ');
  }
  result.push_back('\n');
  return result;
}

std::string Excerpt(const Place& place) {
  if (place.line == 0) return "";
  return absl::StrCat(place.file, ":", place.line, "\n", place.source, "\n",
                      Carets(place));
}

// The part of a long line around what is marked in it.
Place Shortened(Place place) {
  if (place.source.size() <= kLongLine) return place;
  const size_t start = std::min(static_cast<size_t>(std::max(place.start, 0)),
                                place.source.size());
  const size_t cut = start > kLineBefore ? start - kLineBefore : 0;
  place.source = place.source.substr(cut, kLongLine);
  place.start -= static_cast<int>(cut);
  place.end = std::min(place.end - static_cast<int>(cut),
                       static_cast<int>(place.source.size()));
  return place;
}

std::string Bounded(std::string text) {
  if (text.size() <= wire::kTextSize) return text;
  const size_t frames = text.find(kFrame);
  if (frames != std::string::npos && frames > kLongMessage) {
    text = absl::StrCat(text.substr(0, kLongMessage), "...",
                        text.substr(frames, wire::kTextSize));
  }
  text.resize(std::min(text.size(), wire::kTextSize));
  return text;
}

// What the prelude says of an object; false if it cannot say anything.
bool Describe(v8::Local<v8::Context> context, v8::Local<v8::Function> describe,
              v8::Local<v8::Value> exception, std::string& text) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch guard(isolate);
  std::array<v8::Local<v8::Value>, 2> arguments = {
      exception, v8::Boolean::New(isolate, exception->IsNativeError())};
  v8::Local<v8::Value> said;
  if (describe.IsEmpty() ||
      !describe
           ->Call(context, v8::Undefined(isolate),
                  static_cast<int>(arguments.size()), arguments.data())
           .ToLocal(&said) ||
      !said->IsString()) {
    return false;
  }
  text = StartAsUtf8(isolate, said, kMostShown);
  return true;
}

// A primitive as String() has it, which throws for symbols.
std::string Primitive(v8::Local<v8::Context> context,
                      v8::Local<v8::Value> value) {
  v8::Local<v8::String> text;
  if (value->IsSymbol() || !value->ToString(context).ToLocal(&text)) return "";
  return StartAsUtf8(context->GetIsolate(), text, kMostShown);
}

void Tell(v8::Local<v8::Context> context, v8::Local<v8::Value> exception,
          v8::Local<v8::Function> describe, const std::string& said,
          const Place& place, ExceptionInfo& info) {
  const bool native = exception->IsNativeError();
  std::string text;
  const bool described =
      exception->IsObject() && Describe(context, describe, exception, text);
  if (!described) {
    text = native ? std::string(absl::StripPrefix(said, "Uncaught "))
           : exception->IsObject() ? ""
                                   : Primitive(context, exception);
  }
  const std::string excerpt = Excerpt(place);
  absl::string_view before = native ? "" : "\n";
  absl::string_view after = native ? "\n" : "";
  if (excerpt.empty()) before = after = "";
  info.shown =
      absl::StrCat(before, excerpt, after, text, "\n", described ? "" : kHint);
  if (native) {
    info.text = Bounded(std::move(text));
  } else {
    info.text = Bounded(described ? absl::StrCat("Uncaught ", text) : said);
  }
}

}  // namespace

ExceptionInfo DescribeException(v8::Local<v8::Context> context,
                                const v8::TryCatch& caught,
                                v8::Local<v8::Function> describe,
                                const std::string& file_name) {
  v8::Isolate* isolate = context->GetIsolate();
  const v8::Local<v8::Value> exception = caught.Exception();
  const v8::Local<v8::Message> message = caught.Message();
  ExceptionInfo info;
  info.position = MessagePosition(context, message, file_name);
  const Place place = PlaceOf(context, message, file_name);
  info.excerpt = Excerpt(Shortened(place));
  const std::string said =
      message.IsEmpty() ? "" : StartAsUtf8(isolate, message->Get(), kMostShown);
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
  Tell(context, exception, describe, said, place, info);
  return info;
}

}  // namespace gavel::sandbox
