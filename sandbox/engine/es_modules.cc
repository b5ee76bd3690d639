#include "sandbox/engine/es_modules.h"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sandbox/engine/hooks.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

// A module of the prelude's or the submission's CommonJS module, made when it
// is imported first.
struct BuiltIn {
  v8::Global<v8::Module> module;
  v8::Global<v8::Value> exports;
  // Properties of the exports, which are an object if there are any.
  std::vector<v8::Global<v8::String>> names;
};

struct State {
  std::string file_name;
  std::string url;
  v8::Global<v8::Module> main;
  // What evaluating it comes to.
  v8::Global<v8::Promise> evaluation;
  // Why linking failed, if a module does not exist.
  v8::Global<v8::Value> missing;
  std::vector<BuiltIn> built_ins;
};
State g_state;

// A promise that is fulfilled with nothing, as modules without await want it.
v8::MaybeLocal<v8::Value> Done(v8::Local<v8::Context> context) {
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver) ||
      resolver->Resolve(context, v8::Undefined(context->GetIsolate()))
          .IsNothing()) {
    return {};
  }
  return resolver->GetPromise();
}

v8::MaybeLocal<v8::Value> FillExports(v8::Local<v8::Context> context,
                                      v8::Local<v8::Module> module) {
  v8::Isolate* isolate = context->GetIsolate();
  for (const BuiltIn& built_in : g_state.built_ins) {
    if (built_in.module != module) continue;
    const v8::Local<v8::Value> exports = built_in.exports.Get(isolate);
    for (const v8::Global<v8::String>& global : built_in.names) {
      const v8::Local<v8::String> name = global.Get(isolate);
      v8::Local<v8::Value> value;
      if (!exports.As<v8::Object>()->Get(context, name).ToLocal(&value) ||
          module->SetSyntheticModuleExport(isolate, name, value).IsNothing()) {
        return {};
      }
    }
    if (module
            ->SetSyntheticModuleExport(isolate, Name(isolate, "default"),
                                       exports)
            .IsNothing()) {
      return {};
    }
  }
  return Done(context);
}

// What the hook gave: the exports, then the names of those that are named.
v8::MaybeLocal<v8::Module> MakeBuiltIn(v8::Local<v8::Context> context,
                                       v8::Local<v8::String> specifier,
                                       v8::Local<v8::Array> found) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> exports;
  if (!found->Get(context, 0).ToLocal(&exports)) return {};
  for (const BuiltIn& built_in : g_state.built_ins) {
    if (built_in.exports == exports) return built_in.module.Get(isolate);
  }
  BuiltIn built_in;
  std::vector<v8::Local<v8::String>> names = {Name(isolate, "default")};
  for (uint32_t i = 1; i < found->Length(); ++i) {
    v8::Local<v8::Value> name;
    if (!found->Get(context, i).ToLocal(&name)) return {};
    names.push_back(name.As<v8::String>());
    built_in.names.emplace_back(isolate, names.back());
  }
  const v8::Local<v8::Module> module =
      CreateSyntheticModule(isolate, specifier, names, FillExports);
  built_in.module.Reset(isolate, module);
  built_in.exports.Reset(isolate, exports);
  g_state.built_ins.push_back(std::move(built_in));
  return module;
}

v8::MaybeLocal<v8::Module> Find(v8::Local<v8::Context> context,
                                v8::Local<v8::String> specifier) {
  v8::Isolate* isolate = context->GetIsolate();
  std::array<v8::Local<v8::Value>, 2> arguments = {
      specifier, Name(isolate, g_state.file_name)};
  v8::Local<v8::Value> found;
  if (!Prelude()
           .import.Get(isolate)
           ->Call(context, v8::Undefined(isolate),
                  static_cast<int>(arguments.size()), arguments.data())
           .ToLocal(&found)) {
    return {};
  }
  if (found->IsArray()) {
    return MakeBuiltIn(context, specifier, found.As<v8::Array>());
  }
  return g_state.main.Get(isolate);
}

v8::MaybeLocal<v8::Module> Resolve(v8::Local<v8::Context> context,
                                   v8::Local<v8::String> specifier,
                                   v8::Local<v8::FixedArray> /*attributes*/,
                                   v8::Local<v8::Module> /*referrer*/) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::TryCatch caught(isolate);
  v8::Local<v8::Module> module;
  if (Find(context, specifier).ToLocal(&module)) return module;
  g_state.missing.Reset(isolate, caught.Exception());
  caught.ReThrow();
  return {};
}

void ReturnMainNamespace(const v8::FunctionCallbackInfo<v8::Value>& info) {
  info.GetReturnValue().Set(
      g_state.main.Get(info.GetIsolate())->GetModuleNamespace());
}

// The submission's own namespace, as a promise: it may be waiting itself.
v8::MaybeLocal<v8::Value> ImportMain(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Function> after;
  v8::Local<v8::Promise> imported;
  if (!v8::Function::New(context, ReturnMainNamespace).ToLocal(&after) ||
      !g_state.evaluation.Get(isolate)
           ->Then(context, after)
           .ToLocal(&imported)) {
    return {};
  }
  return imported;
}

// The namespace of what import() asks for. Built-in modules need not be waited
// for.
v8::MaybeLocal<v8::Value> Import(v8::Local<v8::Context> context,
                                 v8::Local<v8::String> specifier) {
  v8::Local<v8::Module> module;
  if (!Find(context, specifier).ToLocal(&module)) return {};
  if (g_state.main == module) return ImportMain(context);
  if (module->GetStatus() == v8::Module::kUninstantiated &&
      module->InstantiateModule(context, Resolve).IsNothing()) {
    return {};
  }
  if (module->GetStatus() == v8::Module::kInstantiated &&
      module->Evaluate(context).IsEmpty()) {
    return {};
  }
  return module->GetModuleNamespace();
}

v8::MaybeLocal<v8::Promise> ImportDynamically(
    v8::Local<v8::Context> context, v8::Local<v8::Data> /*options*/,
    v8::Local<v8::Value> /*resource_name*/, v8::Local<v8::String> specifier,
    v8::Local<v8::FixedArray> /*attributes*/) {
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  const v8::TryCatch caught(context->GetIsolate());
  v8::Local<v8::Value> result;
  const v8::Maybe<bool> settled =
      Import(context, specifier).ToLocal(&result)
          ? resolver->Resolve(context, result)
          : resolver->Reject(context, caught.Exception());
  if (settled.IsNothing()) return {};
  return resolver->GetPromise();
}

void DescribeModule(v8::Local<v8::Context> context,
                    v8::Local<v8::Module> /*module*/,
                    v8::Local<v8::Object> meta) {
  v8::Isolate* isolate = context->GetIsolate();
  std::array<v8::Local<v8::Value>, 2> arguments = {
      meta, Name(isolate, g_state.file_name)};
  // Its exceptions are the submission's, which asked for import.meta.
  const v8::MaybeLocal<v8::Value> nothing =
      Prelude().import_meta.Get(isolate)->Call(
          context, v8::Undefined(isolate), static_cast<int>(arguments.size()),
          arguments.data());
  static_cast<void>(nothing);
}

// The promise is there before the module runs, which may import itself.
v8::MaybeLocal<v8::Value> Evaluate(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Promise::Resolver> resolver;
  if (!v8::Promise::Resolver::New(context).ToLocal(&resolver)) return {};
  // Whoever has the promise of V8's own is told of what was thrown.
  resolver->GetPromise()->MarkAsHandled();
  g_state.evaluation.Reset(isolate, resolver->GetPromise());
  v8::Local<v8::Value> promise;
  if (!g_state.main.Get(isolate)->Evaluate(context).ToLocal(&promise) ||
      resolver->Resolve(context, promise).IsNothing()) {
    return {};
  }
  return promise;
}

void EvaluateMain(const v8::FunctionCallbackInfo<v8::Value>& info) {
  v8::Isolate* isolate = info.GetIsolate();
  if (!g_state.missing.IsEmpty()) {
    isolate->ThrowException(g_state.missing.Get(isolate));
    return;
  }
  v8::Local<v8::Value> promise;
  if (Evaluate(isolate->GetCurrentContext()).ToLocal(&promise)) {
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
  v8::ScriptCompiler::Source unit(
      source, ModuleOrigin(isolate, Name(isolate, g_state.url)));
  // V8 has no eager compilation of modules but by flag; without it every run
  // would compile the functions that it calls.
  v8::V8::SetFlagsFromString("--no-lazy");
  v8::Local<v8::Module> module;
  const bool compiled =
      v8::ScriptCompiler::CompileModule(isolate, &unit).ToLocal(&module);
  v8::V8::SetFlagsFromString("--lazy");
  if (!compiled) return false;
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
