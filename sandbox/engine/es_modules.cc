#include "sandbox/engine/es_modules.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "sandbox/engine/commonjs.h"
#include "sandbox/engine/foreign_modules.h"
#include "sandbox/engine/hooks.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

constexpr const char* kUrlScheme = "file://";

// A file of the source.
struct FileModule {
  std::string path;
  v8::Global<v8::Module> module;
};

struct State {
  std::string file_name;
  std::string url;
  v8::Global<v8::Module> main;
  // What its evaluation comes to.
  v8::Global<v8::Promise> evaluation;
  // The same of what import() evaluated last, which may be under way.
  v8::Global<v8::Promise> last_import;
  // Why linking failed, if a module does not exist.
  v8::Global<v8::Value> missing;
  std::vector<FileModule> files;
};
State g_state;

// The path of the file that an ES module is.
const std::string& PathOf(v8::Local<v8::Module> module) {
  for (const FileModule& file : g_state.files) {
    if (file.module == module) return file.path;
  }
  return g_state.file_name;
}

v8::MaybeLocal<v8::Module> CompileModule(v8::Isolate* isolate,
                                         v8::Local<v8::String> source,
                                         const std::string& url) {
  v8::ScriptCompiler::Source unit(source,
                                  ModuleOrigin(isolate, Name(isolate, url)));
  // V8 has no eager compilation of modules but by flag; without it every run
  // would compile the functions that it calls.
  v8::V8::SetFlagsFromString("--no-lazy");
  const v8::MaybeLocal<v8::Module> module =
      v8::ScriptCompiler::CompileModule(isolate, &unit);
  v8::V8::SetFlagsFromString("--lazy");
  return module;
}

v8::MaybeLocal<v8::Module> EsModuleOfFile(v8::Isolate* isolate,
                                          const std::string& path) {
  for (const FileModule& file : g_state.files) {
    if (file.path == path) return file.module.Get(isolate);
  }
  v8::Local<v8::String> text;
  v8::Local<v8::Module> module;
  if (!SourceText(isolate, path).ToLocal(&text) ||
      !CompileModule(isolate, text, absl::StrCat(kUrlScheme, path))
           .ToLocal(&module)) {
    return {};
  }
  g_state.files.push_back({path, v8::Global<v8::Module>(isolate, module)});
  return module;
}

// What the specifier means in the file `from`, as the prelude's hook has it.
v8::MaybeLocal<v8::Value> Locate(v8::Local<v8::Context> context,
                                 v8::Local<v8::String> specifier,
                                 const std::string& from) {
  v8::Isolate* isolate = context->GetIsolate();
  std::array<v8::Local<v8::Value>, 3> arguments = {
      specifier, Name(isolate, from), Name(isolate, g_state.file_name)};
  return Prelude().import.Get(isolate)->Call(context, v8::Undefined(isolate),
                                             static_cast<int>(arguments.size()),
                                             arguments.data());
}

v8::MaybeLocal<v8::Module> Find(v8::Local<v8::Context> context,
                                v8::Local<v8::String> specifier,
                                v8::Local<v8::Value> found) {
  v8::Isolate* isolate = context->GetIsolate();
  if (found->IsArray()) {
    return ModuleOfExports(context, specifier, found.As<v8::Array>());
  }
  if (found->IsString()) return EsModuleOfFile(isolate, ToUtf8(isolate, found));
  if (found->IsObject()) {
    return ModuleOfFile(context, specifier, found.As<v8::Object>());
  }
  return g_state.main.Get(isolate);
}

v8::MaybeLocal<v8::Module> Resolve(v8::Local<v8::Context> context,
                                   v8::Local<v8::String> specifier,
                                   v8::Local<v8::FixedArray> /*attributes*/,
                                   v8::Local<v8::Module> referrer) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::TryCatch caught(isolate);
  v8::Local<v8::Value> found;
  if (Locate(context, specifier, PathOf(referrer)).ToLocal(&found)) {
    caught.Reset();
    v8::Local<v8::Module> module;
    if (Find(context, specifier, found).ToLocal(&module)) return module;
    caught.ReThrow();
    return {};
  }
  g_state.missing.Reset(isolate, caught.Exception());
  caught.ReThrow();
  return {};
}

void ReturnData(const v8::FunctionCallbackInfo<v8::Value>& info) {
  info.GetReturnValue().Set(info.Data());
}

// The module's namespace, once the promise is fulfilled.
v8::MaybeLocal<v8::Value> NamespaceAfter(v8::Local<v8::Context> context,
                                         v8::Local<v8::Module> module,
                                         v8::Local<v8::Promise> promise) {
  v8::Local<v8::Function> after;
  v8::Local<v8::Promise> imported;
  if (!v8::Function::New(context, ReturnData, module->GetModuleNamespace())
           .ToLocal(&after) ||
      !promise->Then(context, after).ToLocal(&imported)) {
    return {};
  }
  return imported;
}

// What may import itself meanwhile: `evaluation` is there before it runs.
v8::MaybeLocal<v8::Value> Evaluate(v8::Local<v8::Context> context,
                                   v8::Local<v8::Module> module,
                                   v8::Global<v8::Promise>& evaluation) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  // Whoever has the promise of V8's own is told of what was thrown.
  resolver->GetPromise()->MarkAsHandled();
  evaluation.Reset(isolate, resolver->GetPromise());
  v8::Local<v8::Value> promise;
  if (!module->Evaluate(context).ToLocal(&promise) ||
      resolver->Resolve(context, promise).IsNothing()) {
    return {};
  }
  return promise;
}

// A module of JavaScript, which may be waiting itself.
v8::MaybeLocal<v8::Value> ImportEsModule(v8::Local<v8::Context> context,
                                         v8::Local<v8::Module> module) {
  v8::Isolate* isolate = context->GetIsolate();
  const bool is_main = g_state.main == module;
  if (is_main || module->GetStatus() == v8::Module::kEvaluating) {
    const bool by_main = is_main || g_state.last_import.IsEmpty();
    return NamespaceAfter(
        context, module,
        (by_main ? g_state.evaluation : g_state.last_import).Get(isolate));
  }
  v8::Local<v8::Value> promise;
  if (!Evaluate(context, module, g_state.last_import).ToLocal(&promise)) {
    return {};
  }
  return NamespaceAfter(context, module, promise.As<v8::Promise>());
}

// The namespace of what import() asks for in the file `from`, or a promise of
// it.
v8::MaybeLocal<v8::Value> Import(v8::Local<v8::Context> context,
                                 v8::Local<v8::String> specifier,
                                 const std::string& from) {
  v8::Local<v8::Value> found;
  v8::Local<v8::Module> module;
  if (!Locate(context, specifier, from).ToLocal(&found) ||
      !Find(context, specifier, found).ToLocal(&module)) {
    return {};
  }
  if (module->GetStatus() == v8::Module::kUninstantiated &&
      module->InstantiateModule(context, Resolve).IsNothing()) {
    return {};
  }
  if (module->IsSourceTextModule()) return ImportEsModule(context, module);
  if (module->GetStatus() == v8::Module::kErrored) {
    context->GetIsolate()->ThrowException(module->GetException());
    return {};
  }
  if (module->GetStatus() == v8::Module::kInstantiated &&
      module->Evaluate(context).IsEmpty()) {
    return {};
  }
  return module->GetModuleNamespace();
}

// The file that has the code of that name, else the main one.
std::string FileOf(v8::Isolate* isolate, v8::Local<v8::Value> resource_name) {
  const std::string name = ToUtf8(isolate, resource_name);
  const absl::string_view path = absl::StripPrefix(name, kUrlScheme);
  return absl::StartsWith(path, "/") ? std::string(path) : g_state.file_name;
}

v8::MaybeLocal<v8::Promise> ImportDynamically(
    v8::Local<v8::Context> context, v8::Local<v8::Data> /*options*/,
    v8::Local<v8::Value> resource_name, v8::Local<v8::String> specifier,
    v8::Local<v8::FixedArray> /*attributes*/) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  const v8::TryCatch caught(isolate);
  v8::Local<v8::Value> result;
  const v8::Maybe<bool> settled =
      Import(context, specifier, FileOf(isolate, resource_name))
              .ToLocal(&result)
          ? resolver->Resolve(context, result)
          : resolver->Reject(context, caught.Exception());
  if (settled.IsNothing()) return {};
  return resolver->GetPromise();
}

void DescribeModule(v8::Local<v8::Context> context,
                    v8::Local<v8::Module> module, v8::Local<v8::Object> meta) {
  v8::Isolate* isolate = context->GetIsolate();
  std::array<v8::Local<v8::Value>, 2> arguments = {
      meta, Name(isolate, PathOf(module))};
  // Its exceptions are the submission's, which asked for import.meta.
  const v8::MaybeLocal<v8::Value> nothing =
      Prelude().import_meta.Get(isolate)->Call(
          context, v8::Undefined(isolate), static_cast<int>(arguments.size()),
          arguments.data());
  static_cast<void>(nothing);
}

void EvaluateMain(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  if (!g_state.missing.IsEmpty()) {
    isolate->ThrowException(g_state.missing.Get(isolate));
    return;
  }
  v8::Local<v8::Value> promise;
  if (Evaluate(isolate->GetCurrentContext(), g_state.main.Get(isolate),
               g_state.evaluation)
          .ToLocal(&promise)) {
    info.GetReturnValue().Set(promise);
  }
}

}  // namespace

void EnableEsModules(v8::Isolate* isolate) {
  isolate->SetHostImportModuleDynamicallyCallback(ImportDynamically);
  isolate->SetHostInitializeImportMetaObjectCallback(DescribeModule);
}

void SetMainFile(const std::string& file_name, const std::string& url) {
  g_state.file_name = file_name;
  g_state.url = url;
}

bool CompileMainModule(v8::Local<v8::Context> context,
                       v8::Local<v8::String> source) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Module> module;
  if (!CompileModule(isolate, source, g_state.url).ToLocal(&module)) {
    return false;
  }
  g_state.main.Reset(isolate, module);
  v8::TryCatch caught(isolate);
  if (module->InstantiateModule(context, Resolve).FromMaybe(false)) return true;
  if (!g_state.missing.IsEmpty()) return true;
  caught.ReThrow();
  return false;
}

v8::MaybeLocal<v8::Function> MainModuleEntry(v8::Local<v8::Context> context) {
  return v8::Function::New(context, EvaluateMain);
}

}  // namespace gavel::sandbox
