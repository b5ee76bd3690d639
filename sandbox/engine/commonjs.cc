#include "sandbox/engine/commonjs.h"

#include <array>
#include <map>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sandbox/engine/surroundings.h"
#include "sandbox/engine/text.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

constexpr std::array<const char*, 5> kWrapperNames = {
    "exports", "require", "module", "__filename", "__dirname"};

// By path. Never destroyed, like all that a process has.
std::map<std::string, v8::Global<v8::Function>>& CompiledFiles() {
  static auto* const files =
      new std::map<std::string, v8::Global<v8::Function>>;
  return *files;
}

absl::string_view NameOf(const std::string& path) {
  return absl::string_view(path).substr(1);
}

}  // namespace

// Node's wrapper without a wrapper: the bytes are compiled as they are, so that
// lines, columns, hashbang and directives stay where they were.
v8::MaybeLocal<v8::Function> CompileCommonJsModule(
    v8::Local<v8::Context> context, v8::Local<v8::String> source,
    const std::string& file_name) {
  v8::Isolate* isolate = context->GetIsolate();
  std::vector<v8::Local<v8::String>> names;
  for (const char* name : kWrapperNames) names.push_back(Name(isolate, name));
  v8::ScriptCompiler::Source unit(source,
                                  Origin(isolate, Name(isolate, file_name)));
#if V8_MAJOR_VERSION >= 12
  return v8::ScriptCompiler::CompileFunction(context, &unit, names.size(),
                                             names.data(), 0, nullptr,
                                             v8::ScriptCompiler::kEagerCompile);
#else
  return v8::ScriptCompiler::CompileFunctionInContext(
      context, &unit, names.size(), names.data(), 0, nullptr,
      v8::ScriptCompiler::kEagerCompile);
#endif
}

bool FitsEsModule(v8::Isolate* isolate, v8::Local<v8::String> source) {
  const v8::TryCatch ignored(isolate);
  v8::ScriptCompiler::Source unit(source,
                                  ModuleOrigin(isolate, Name(isolate, "")));
  return !v8::ScriptCompiler::CompileModule(isolate, &unit).IsEmpty();
}

v8::MaybeLocal<v8::String> SourceText(v8::Isolate* isolate,
                                      const std::string& path) {
  const GivenContent* source =
      ProcessSurroundings().volume.Source(NameOf(path));
  if (source == nullptr) return v8::String::Empty(isolate);
  return DecodeUtf8(isolate, source->data, static_cast<size_t>(source->size));
}

void CompileSourceFiles(v8::Local<v8::Context> context) {
  const v8::TryCatch ignored(context->GetIsolate());
  for (const std::string& name : ProcessSurroundings().volume.SourceNames()) {
    if (absl::EndsWith(name, ".js") || absl::EndsWith(name, ".cjs")) {
      static_cast<void>(SourceModule(context, absl::StrCat("/", name)));
    }
  }
}

v8::MaybeLocal<v8::Function> SourceModule(v8::Local<v8::Context> context,
                                          const std::string& path) {
  v8::Isolate* isolate = context->GetIsolate();
  if (const auto found = CompiledFiles().find(path);
      found != CompiledFiles().end()) {
    return found->second.Get(isolate);
  }
  v8::Local<v8::String> text;
  v8::Local<v8::Function> function;
  if (!SourceText(isolate, path).ToLocal(&text) ||
      !CompileCommonJsModule(context, text, path).ToLocal(&function)) {
    return {};
  }
  CompiledFiles()[path].Reset(isolate, function);
  return function;
}

bool IsEsModuleFile(v8::Local<v8::Context> context, const std::string& path) {
  if (absl::EndsWith(path, ".mjs")) return true;
  if (!absl::EndsWith(path, ".js")) return false;
  v8::Isolate* isolate = context->GetIsolate();
  const v8::TryCatch ignored(isolate);
  if (!SourceModule(context, path).IsEmpty()) return false;
  v8::Local<v8::String> text;
  return SourceText(isolate, path).ToLocal(&text) &&
         FitsEsModule(isolate, text);
}

}  // namespace gavel::sandbox
