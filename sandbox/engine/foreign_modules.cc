#include "sandbox/engine/foreign_modules.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/engine/hooks.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

// What is imported and no ES module: a module of the prelude's, the
// submission's CommonJS module, or a file, which runs when it is evaluated.
struct Foreign {
  v8::Global<v8::Module> module;
  // Empty of a file that has not run.
  v8::Global<v8::Value> exports;
  // Empty of what is no file.
  std::string path;
  // Properties of the exports, if those are an object.
  std::vector<v8::Global<v8::String>> names;
};

// Not moved when what runs meanwhile imports more.
std::deque<Foreign> g_foreign;

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

// The exports of a file that is no ES module, which runs now if it has not yet.
v8::MaybeLocal<v8::Value> Load(v8::Local<v8::Context> context,
                               const std::string& path) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> argument = Name(isolate, path);
  return Prelude().load.Get(isolate)->Call(context, v8::Undefined(isolate), 1,
                                           &argument);
}

bool FillExports(v8::Local<v8::Context> context, v8::Local<v8::Module> module,
                 const Foreign& foreign, v8::Local<v8::Value> exports) {
  v8::Isolate* isolate = context->GetIsolate();
  for (const v8::Global<v8::String>& global : foreign.names) {
    if (!exports->IsObject()) break;
    const v8::Local<v8::String> name = global.Get(isolate);
    v8::Local<v8::Value> value;
    if (!exports.As<v8::Object>()->Get(context, name).ToLocal(&value) ||
        module->SetSyntheticModuleExport(isolate, name, value).IsNothing()) {
      return false;
    }
  }
  return module
      ->SetSyntheticModuleExport(isolate, Name(isolate, "default"), exports)
      .IsJust();
}

v8::MaybeLocal<v8::Value> EvaluateForeign(v8::Local<v8::Context> context,
                                          v8::Local<v8::Module> module) {
  // By index: what runs meanwhile may import more.
  for (size_t i = 0; i < g_foreign.size(); ++i) {
    if (g_foreign[i].module != module) continue;
    v8::Local<v8::Value> exports =
        g_foreign[i].exports.Get(context->GetIsolate());
    if (exports.IsEmpty() &&
        !Load(context, g_foreign[i].path).ToLocal(&exports)) {
      return {};
    }
    if (!FillExports(context, module, g_foreign[i], exports)) return {};
    break;
  }
  return Done(context);
}

// `exported` has names from `first` on.
v8::MaybeLocal<v8::Module> AddForeign(v8::Local<v8::Context> context,
                                      v8::Local<v8::String> specifier,
                                      v8::Local<v8::Array> exported,
                                      uint32_t first, Foreign foreign) {
  v8::Isolate* isolate = context->GetIsolate();
  std::vector<v8::Local<v8::String>> names = {Name(isolate, "default")};
  for (uint32_t i = first; i < exported->Length(); ++i) {
    v8::Local<v8::Value> name;
    if (!exported->Get(context, i).ToLocal(&name)) return {};
    names.push_back(name.As<v8::String>());
    foreign.names.emplace_back(isolate, names.back());
  }
  const v8::Local<v8::Module> module =
      CreateSyntheticModule(isolate, specifier, names, EvaluateForeign);
  foreign.module.Reset(isolate, module);
  g_foreign.push_back(std::move(foreign));
  return module;
}

}  // namespace

v8::MaybeLocal<v8::Module> ModuleOfExports(v8::Local<v8::Context> context,
                                           v8::Local<v8::String> specifier,
                                           v8::Local<v8::Array> found) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> exports;
  if (!found->Get(context, 0).ToLocal(&exports)) return {};
  for (const Foreign& foreign : g_foreign) {
    if (foreign.exports == exports) return foreign.module.Get(isolate);
  }
  Foreign foreign;
  foreign.exports.Reset(isolate, exports);
  return AddForeign(context, specifier, found, 1, std::move(foreign));
}

v8::MaybeLocal<v8::Module> ModuleOfFile(v8::Local<v8::Context> context,
                                        v8::Local<v8::String> specifier,
                                        v8::Local<v8::Object> found) {
  v8::Isolate* isolate = context->GetIsolate();
  v8::Local<v8::Value> path;
  v8::Local<v8::Value> names;
  if (!found->Get(context, Name(isolate, "path")).ToLocal(&path) ||
      !found->Get(context, Name(isolate, "names")).ToLocal(&names)) {
    return {};
  }
  Foreign made;
  made.path = ToUtf8(isolate, path);
  for (const Foreign& foreign : g_foreign) {
    if (foreign.path == made.path) return foreign.module.Get(isolate);
  }
  return AddForeign(context, specifier, names.As<v8::Array>(), 0,
                    std::move(made));
}

}  // namespace gavel::sandbox
