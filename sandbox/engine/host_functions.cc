#include "sandbox/engine/host_functions.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sandbox/engine/buffer_budget.h"
#include "sandbox/engine/file_functions.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/streams.h"
#include "sandbox/engine/surroundings.h"
#include "sandbox/engine/text.h"
#include "sandbox/engine/v8_compat.h"
#include "sandbox/engine/watchdog.h"

namespace gavel::sandbox {
namespace {

using Arguments = v8::FunctionCallbackInfo<v8::Value>;

// Set per run, after the fork.
int64_t g_start_us = 0;

int64_t MonotonicUs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
}

// The number in argument `index`, or `otherwise` when it is not one; within
// [0, most].
size_t NumberArgument(const Arguments& args, int index, size_t otherwise,
                      size_t most) {
  if (index >= args.Length() || !args[index]->IsNumber()) return otherwise;
  const double number = args[index].As<v8::Number>()->Value();
  if (!(number > 0)) return 0;
  return number >= static_cast<double>(most) ? most
                                             : static_cast<size_t>(number);
}

struct ByteRange {
  const char* data = nullptr;
  size_t size = 0;
};

ByteRange BytesOf(v8::Local<v8::ArrayBufferView> view) {
  const char* base =
      static_cast<const char*>(view->Buffer()->GetBackingStore()->Data());
  return {base == nullptr ? "" : base + view->ByteOffset(), view->ByteLength()};
}

// (bytes, start, end): the bytes from start to end, both within bounds.
ByteRange RangeArgument(const Arguments& args) {
  if (args.Length() < 1 || !args[0]->IsArrayBufferView()) return {"", 0};
  const ByteRange all = BytesOf(args[0].As<v8::ArrayBufferView>());
  const size_t end = NumberArgument(args, 2, all.size, all.size);
  const size_t start = NumberArgument(args, 1, 0, end);
  return {all.data + start, end - start};
}

BufferBudget& Budget(v8::Isolate* isolate) {
  return *static_cast<BufferBudget*>(isolate->GetArrayBufferAllocator());
}

// The program's from now on.
void CountBlock(v8::Isolate* isolate, size_t size) {
  BufferBudget& budget = Budget(isolate);
  if (budget.Take(size)) return;
  isolate->LowMemoryNotification();
  if (budget.Take(size)) return;
  EndAtLimit(wire::Claim::kOffHeap, "memory limit exceeded outside the heap");
}

void ReturnBlock(const Arguments& args, InputBlock block) {
  v8::Isolate* isolate = args.GetIsolate();
  v8::Local<v8::ArrayBuffer> buffer;
  if (block.size == 0) {
    std::free(block.data);
    buffer = v8::ArrayBuffer::New(isolate, 0);
  } else {
    CountBlock(isolate, block.size);
    buffer = v8::ArrayBuffer::New(
        isolate, v8::ArrayBuffer::NewBackingStore(
                     block.data, block.size,
                     [](void* data, size_t size, void* budget) {
                       static_cast<BufferBudget*>(budget)->Free(data, size);
                     },
                     &Budget(isolate)));
  }
  args.GetReturnValue().Set(v8::Uint8Array::New(buffer, 0, block.size));
}

// Input that a string lies in as it is.
class InputText final : public v8::String::ExternalOneByteStringResource {
 public:
  InputText(InputBlock block, BufferBudget& budget)
      : block_(block), budget_(budget) {}
  InputText(const InputText&) = delete;
  InputText& operator=(const InputText&) = delete;
  ~InputText() override { budget_.Free(block_.data, block_.size); }

  const char* data() const override { return block_.data; }
  size_t length() const override { return block_.size; }

 private:
  const InputBlock block_;
  BufferBudget& budget_;
};

// Takes the block.
v8::MaybeLocal<v8::String> TextOf(v8::Isolate* isolate, InputBlock block,
                                  bool latin1) {
  // Below, a copy on the heap costs less than what is outside of it.
  constexpr size_t kOutside = 1 << 20;
  if (block.size >= kOutside &&
      block.size <= static_cast<size_t>(v8::String::kMaxLength) &&
      (latin1 || IsAscii(block.data, block.size))) {
    CountBlock(isolate, block.size);
    // V8's from now on.
    // NOLINTBEGIN(clang-analyzer-cplusplus.NewDeleteLeaks)
    auto* const text = new InputText(block, Budget(isolate));
    return v8::String::NewExternalOneByte(isolate, text);
    // NOLINTEND(clang-analyzer-cplusplus.NewDeleteLeaks)
  }
  v8::MaybeLocal<v8::String> text =
      latin1 ? DecodeLatin1(isolate, block.data, block.size)
             : DecodeUtf8(isolate, block.data, block.size);
  std::free(block.data);
  return text;
}

void ReturnString(const Arguments& args, v8::MaybeLocal<v8::String> maybe) {
  v8::Local<v8::String> text;
  if (maybe.ToLocal(&text)) args.GetReturnValue().Set(text);
}

int DescriptorArgument(const Arguments& args) {
  return NumberArgument(args, 0, 1, 3) == 2 ? STDERR_FILENO : STDOUT_FILENO;
}

// (fd, data, whether a line end follows): the number of bytes.
void Write(const Arguments& args) {
  const int fd = DescriptorArgument(args);
  if (args.Length() < 2) return;
  size_t size = 0;
  if (args[1]->IsString()) {
    size = WriteText(args.GetIsolate(), fd, args[1].As<v8::String>());
  } else if (args[1]->IsArrayBufferView()) {
    const ByteRange bytes = BytesOf(args[1].As<v8::ArrayBufferView>());
    WriteOutput(fd, bytes.data, bytes.size);
    size = bytes.size;
  }
  if (args.Length() > 2 && args[2]->IsTrue()) {
    WriteOutput(fd, "\n", 1);
    ++size;
  }
  args.GetReturnValue().Set(static_cast<double>(size));
}

void ReadText(const Arguments& args) {
  const bool latin1 = args.Length() > 0 && args[0]->IsTrue();
  ReturnString(args, TextOf(args.GetIsolate(), ReadAll(), latin1));
}

void ReadBytes(const Arguments& args) {
  constexpr size_t kMost = 64 * 1024;
  const size_t most = NumberArgument(args, 0, 0, kMost);
  if (most == 0) {
    ReturnBlock(args, ReadAll());
    return;
  }
  InputBlock block{static_cast<char*>(std::malloc(most)), 0};
  block.size = ReadInto(block.data, most);
  if (block.size > 0 && block.size < most / 2) {
    block.data = static_cast<char*>(std::realloc(block.data, block.size));
  }
  ReturnBlock(args, block);
}

// (view, start, end): how many bytes were read into that part of the view.
void ReadPart(const Arguments& args) {
  const ByteRange part = RangeArgument(args);
  // The view is writable, whatever it is called here.
  const size_t count =
      part.size == 0 ? 0 : ReadInto(const_cast<char*>(part.data), part.size);
  args.GetReturnValue().Set(static_cast<double>(count));
}

void ReadLineText(const Arguments& args) {
  InputView line;
  if (!ReadLine(line)) {
    args.GetReturnValue().SetNull();
    return;
  }
  ReturnString(args, DecodeUtf8(args.GetIsolate(), line.data, line.size));
}

void Encode(const Arguments& args) {
  if (args.Length() < 1 || !args[0]->IsString()) return;
  v8::Isolate* isolate = args.GetIsolate();
  const v8::Local<v8::String> text = args[0].As<v8::String>();
  const size_t size = Utf8Size(isolate, text);
  const InputBlock block{static_cast<char*>(std::malloc(size)), size};
  WriteUtf8(isolate, text, block.data, size);
  ReturnBlock(args, block);
}

void Decode(const Arguments& args) {
  const ByteRange bytes = RangeArgument(args);
  ReturnString(args, DecodeUtf8(args.GetIsolate(), bytes.data, bytes.size));
}

void Latin1(const Arguments& args) {
  const ByteRange bytes = RangeArgument(args);
  ReturnString(args, DecodeLatin1(args.GetIsolate(), bytes.data, bytes.size));
}

void Exit(const Arguments& args) {
  const int code = static_cast<int>(NumberArgument(args, 0, 0, 255));
  SaveWrittenFiles();
  EndProcess(wire::Claim::kClean, code, Position(), nullptr, 0);
}

void Now(const Arguments& args) {
  const int64_t ms = (MonotonicUs() - g_start_us) / 1000;
  args.GetReturnValue().Set(static_cast<double>(ms));
}

void CpuTime(const Arguments& args) {
  const int64_t ms = CpuTimeUs() / 1000;
  args.GetReturnValue().Set(static_cast<double>(ms));
}

void RunMicrotasks(const Arguments& args) {
  args.GetIsolate()->PerformMicrotaskCheckpoint();
}

void Memory(const Arguments& args) {
  v8::Isolate* isolate = args.GetIsolate();
  const v8::Local<v8::Context> context = isolate->GetCurrentContext();
  v8::HeapStatistics heap;
  isolate->GetHeapStatistics(&heap);
  struct Field {
    const char* name;
    size_t value;
  };
  const v8::Local<v8::Object> result = v8::Object::New(isolate);
  for (const Field& field :
       {Field{"rss", heap.total_physical_size() + heap.external_memory()},
        Field{"heapTotal", heap.total_heap_size()},
        Field{"heapUsed", heap.used_heap_size()},
        Field{"external", heap.external_memory()},
        Field{"arrayBuffers", heap.external_memory()}}) {
    v8::Local<v8::String> name;
    if (!v8::String::NewFromUtf8(isolate, field.name).ToLocal(&name)) return;
    if (result
            ->CreateDataProperty(
                context, name,
                v8::Number::New(isolate, static_cast<double>(field.value)))
            .IsNothing()) {
      return;
    }
  }
  args.GetReturnValue().Set(result);
}

void InputSize(const Arguments& args) {
  args.GetReturnValue().Set(static_cast<double>(InputFileSize()));
}

// How long to wait is given in milliseconds; Infinity and beyond is a day.
void WaitInput(const Arguments& args) {
  constexpr size_t kMostMs = size_t{24} * 60 * 60 * 1000;
  args.GetReturnValue().Set(WaitForInput(
      static_cast<int64_t>(NumberArgument(args, 0, kMostMs, kMostMs))));
}

void ReturnArray(const Arguments& args,
                 std::initializer_list<v8::Local<v8::Value>> items) {
  std::vector<v8::Local<v8::Value>> elements(items);
  args.GetReturnValue().Set(
      v8::Array::New(args.GetIsolate(), elements.data(), elements.size()));
}

v8::Local<v8::String> Literal(v8::Isolate* isolate, const char* text) {
  return v8::String::NewFromUtf8(isolate, text).ToLocalChecked();
}

// What only the engine knows of a value, for printing it as Node does.
void Details(const Arguments& args) {
  v8::Isolate* isolate = args.GetIsolate();
  if (args.Length() < 1) return;
  if (args[0]->IsProxy()) {
    const v8::Local<v8::Proxy> proxy = args[0].As<v8::Proxy>();
    ReturnArray(args, {Literal(isolate, "proxy"), proxy->GetTarget(),
                       proxy->GetHandler()});
  } else if (args[0]->IsPromise()) {
    const v8::Local<v8::Promise> promise = args[0].As<v8::Promise>();
    const v8::Promise::PromiseState state = promise->State();
    v8::Local<v8::Value> result = v8::Undefined(isolate);
    if (state != v8::Promise::kPending) result = promise->Result();
    ReturnArray(args, {Literal(isolate, "promise"),
                       v8::Integer::New(isolate, state), result});
  } else if (args[0]->IsMapIterator() || args[0]->IsSetIterator()) {
    bool pairs = false;
    v8::Local<v8::Array> entries;
    if (args[0].As<v8::Object>()->PreviewEntries(&pairs).ToLocal(&entries)) {
      ReturnArray(args, {Literal(isolate, "iterator"), entries,
                         v8::Boolean::New(isolate, pairs)});
    }
  } else if (args[0]->IsWeakMap() || args[0]->IsWeakSet()) {
    bool pairs = false;
    v8::Local<v8::Array> entries;
    if (args[0].As<v8::Object>()->PreviewEntries(&pairs).ToLocal(&entries))
      ReturnArray(args, {Literal(isolate, "weak"), entries});
  } else if (args[0]->IsNativeError()) {
    ReturnArray(args, {Literal(isolate, "error")});
  } else if (args[0]->IsModuleNamespaceObject()) {
    ReturnArray(args, {Literal(isolate, "module")});
  } else if (args[0]->IsFunction() && args[0].As<v8::Function>()->ScriptId() !=
                                          v8::UnboundScript::kNoScriptId) {
    ReturnArray(args, {Literal(isolate, "script function")});
  }
}

// A value in V8's words, for which it runs no code of the program.
void Detail(const Arguments& args) {
  v8::Local<v8::String> text;
  if (args.Length() > 0 &&
      args[0]
          ->ToDetailString(args.GetIsolate()->GetCurrentContext())
          .ToLocal(&text)) {
    args.GetReturnValue().Set(text);
  }
}

// The class that made the object, even where its prototype is another now.
void ConstructorName(const Arguments& args) {
  if (args.Length() < 1 || !args[0]->IsObject()) return;
  args.GetReturnValue().Set(args[0].As<v8::Object>()->GetConstructorName());
}

void DetachBuffer(const Arguments& args) {
  if (args.Length() < 1 || !args[0]->IsArrayBuffer()) return;
  const v8::Local<v8::ArrayBuffer> buffer = args[0].As<v8::ArrayBuffer>();
  if (buffer->IsDetachable()) Detach(buffer);
}

// Own keys that are no array indices: printing a huge array must not list them.
void NonIndexKeys(const Arguments& args) {
  if (args.Length() < 1 || !args[0]->IsObject()) return;
  const bool only_enumerable =
      args.Length() > 1 && args[1]->BooleanValue(args.GetIsolate());
  v8::Local<v8::Array> keys;
  if (args[0]
          .As<v8::Object>()
          ->GetPropertyNames(
              args.GetIsolate()->GetCurrentContext(),
              v8::KeyCollectionMode::kOwnOnly,
              only_enumerable ? v8::ONLY_ENUMERABLE : v8::ALL_PROPERTIES,
              v8::IndexFilter::kSkipIndices)
          .ToLocal(&keys)) {
    args.GetReturnValue().Set(keys);
  }
}

}  // namespace

void StartClock() { g_start_us = MonotonicUs(); }

v8::Local<v8::Object> MakeHostObject(v8::Local<v8::Context> context) {
  v8::Isolate* isolate = context->GetIsolate();
  struct Function {
    const char* name;
    v8::FunctionCallback callback;
  };
  const v8::Local<v8::Object> host = v8::Object::New(isolate);
  for (const Function& function : {Function{"write", Write},
                                   Function{"readText", ReadText},
                                   Function{"readBytes", ReadBytes},
                                   Function{"readInto", ReadPart},
                                   Function{"readLine", ReadLineText},
                                   Function{"encode", Encode},
                                   Function{"decode", Decode},
                                   Function{"latin1", Latin1},
                                   Function{"exit", Exit},
                                   Function{"now", Now},
                                   Function{"cpuTime", CpuTime},
                                   Function{"runMicrotasks", RunMicrotasks},
                                   Function{"memory", Memory},
                                   Function{"inputSize", InputSize},
                                   Function{"waitInput", WaitInput},
                                   Function{"details", Details},
                                   Function{"constructorName", ConstructorName},
                                   Function{"nonIndexKeys", NonIndexKeys},
                                   Function{"detail", Detail},
                                   Function{"detach", DetachBuffer}}) {
    // Without a prototype, so that none of them is a constructor.
    const v8::Local<v8::Function> made =
        v8::Function::New(context, function.callback, {}, 0,
                          v8::ConstructorBehavior::kThrow)
            .ToLocalChecked();
    host->Set(context,
              v8::String::NewFromUtf8(isolate, function.name).ToLocalChecked(),
              made)
        .Check();
  }
  host->Set(context, v8::String::NewFromUtf8Literal(isolate, "version"),
            v8::String::NewFromUtf8(isolate, v8::V8::GetVersion())
                .ToLocalChecked())
      .Check();
  AddFileFunctions(context, host);
  host->SetIntegrityLevel(context, v8::IntegrityLevel::kFrozen).Check();
  return host;
}

}  // namespace gavel::sandbox
