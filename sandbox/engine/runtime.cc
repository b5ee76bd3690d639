#include "sandbox/engine/runtime.h"

#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sandbox/engine/buffer_budget.h"
#include "sandbox/engine/commonjs.h"
#include "sandbox/engine/compiler.h"
#include "sandbox/engine/es_modules.h"
#include "sandbox/engine/exceptions.h"
#include "sandbox/engine/hooks.h"
#include "sandbox/engine/host_functions.h"
#include "sandbox/engine/memory.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/streams.h"
#include "sandbox/engine/submission.h"
#include "sandbox/engine/surroundings.h"
#include "sandbox/engine/translated.h"
#include "sandbox/engine/v8_compat.h"
#include "sandbox/engine/watchdog.h"

namespace gavel::sandbox {
namespace {

// The template's heap: the young generation is fixed at creation, the old one
// is lowered in every program to the problem's limit.
constexpr size_t kTemplateOldGeneration = size_t{9} << 30;
// Below that, the old generation is not looked through for garbage.
constexpr size_t kUncollected = size_t{32} << 20;
constexpr size_t kYoungGeneration = size_t{3 * 8} << 20;
// Of a run's memory, what is left to the young generation: two halves. A small
// limit is shared out.
constexpr int64_t kYoungShare = int64_t{2 * 8} << 20;
// Node's exit status when a listener of 'uncaughtException' throws.
constexpr int kThrownByHandler = 7;

// The memory reducer posts a task that is due 8 s after the template was made,
// and would collect garbage in every run from then on: 4 ms of each.
constexpr const char* kFlags =
    "--single-threaded --no-flush-bytecode --no-memory-reducer"
#if V8_MAJOR_VERSION > 10
    " --no-freeze-flags-after-init"
#endif
    ;

constexpr const char* kJitlessFlags = "--jitless --no-expose-wasm";

// Callbacks that V8 calls without a pointer to us need it here.
v8::Isolate* g_isolate = nullptr;

// The limit of the old generation, so that both together keep to `memory`.
size_t OldGeneration(int64_t memory) {
  return static_cast<size_t>(memory - std::min(kYoungShare, memory / 4));
}

[[noreturn]] void EndAtHeapLimit() {
  EndAtLimit(wire::Claim::kHeap, "memory limit exceeded: heap");
}

size_t OnNearHeapLimit(void* /*data*/, size_t /*current*/, size_t /*initial*/) {
  EndAtHeapLimit();
}

void EndOutOfMemory(bool heap) {
  if (heap) EndAtHeapLimit();
  EndAtLimit(wire::Claim::kOffHeap, "memory limit exceeded outside the heap");
}

#if V8_MAJOR_VERSION > 10
void OnOutOfMemory(const char* /*location*/, const v8::OOMDetails& details) {
  EndOutOfMemory(details.is_heap_oom);
}
#else
void OnOutOfMemory(const char* /*location*/, bool is_heap_oom) {
  EndOutOfMemory(is_heap_oom);
}
#endif

// Sleeps on the monotonic clock; the watchdog's signals do not cut it short.
void Sleep(double ms) {
  FlushOutput();
  timespec left{};
  left.tv_sec = static_cast<time_t>(ms / 1000);
  left.tv_nsec = static_cast<long>(std::fmod(ms, 1000) * 1e6);
  while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
  }
}

// A collection leaves pages to be swept when they are needed, which would be in
// every run anew. Listing the code that exists walks the heap, and before that
// V8 sweeps it all.
void FinishSweeping(v8::Isolate* isolate) {
  isolate->SetJitCodeEventHandler(v8::kJitCodeEventEnumExisting,
                                  [](const v8::JitCodeEvent* /*event*/) {});
  isolate->SetJitCodeEventHandler(v8::kJitCodeEventDefault, nullptr);
}

// A collection leaves word for the next function that is called, to forget code
// that counted on where objects are kept. Said to nobody, it would be heard,
// and the work done, in every run.
bool HandleInterrupts(v8::Local<v8::Context> context) {
  v8::Local<v8::Script> script;
  return v8::Script::Compile(context,
                             Name(context->GetIsolate(), "(() => {})()"))
             .ToLocal(&script) &&
         !script->Run(context).IsEmpty();
}

// Without the pressure of LowMemoryNotification, under which V8 forgets what
// its fast code knows of objects that are gone.
void CollectPlainly(v8::Isolate* isolate) {
  v8::V8::SetFlagsFromString("--expose-gc");
  isolate->RequestGarbageCollectionForTesting(
      v8::Isolate::kFullGarbageCollection);
}

void OnPromiseReject(v8::PromiseRejectMessage message) {
  v8::Isolate* isolate = g_isolate;
  const v8::HandleScope handles(isolate);
  const v8::Local<v8::Context> context = isolate->GetCurrentContext();
  v8::Local<v8::Value> reason = message.GetValue();
  if (reason.IsEmpty()) reason = v8::Undefined(isolate);
  std::array<v8::Local<v8::Value>, 3> arguments = {
      v8::Integer::New(isolate, message.GetEvent()), message.GetPromise(),
      reason};
  const v8::TryCatch ignored(isolate);
  // The hook does not throw.
  const v8::MaybeLocal<v8::Value> nothing =
      Prelude().rejection.Get(isolate)->Call(context, v8::Undefined(isolate),
                                             static_cast<int>(arguments.size()),
                                             arguments.data());
  static_cast<void>(nothing);
}

}  // namespace

class Runtime::Impl {
 public:
  absl::Status Start(bool jitless);
  void LimitProgram(const wire::ProgramLimits& limits);
  void Compile(wire::SourceKind kind, const std::string& source,
               const std::string& file_name);
  void LimitRun(int64_t memory_bytes);
  [[noreturn]] void Run(uint32_t seed);

 private:
  void LowerHeapLimit(size_t bytes);
  // Calls a hook; an exception nobody handles ends the process, a handled one
  // gives undefined.
  v8::Local<v8::Value> Step(v8::Local<v8::Context> context,
                            v8::Local<v8::Function> hook,
                            v8::Local<v8::Value> argument);
  // Returns if the program handles the exception, else ends the process.
  void LetHandle(v8::Local<v8::Context> context, const v8::TryCatch& caught);
  [[noreturn]] void EndUncaught(v8::Local<v8::Context> context,
                                const v8::TryCatch& caught, int exit_code);
  bool PumpPlatform();
  void RunEventLoop(v8::Local<v8::Context> context);

  std::unique_ptr<v8::Platform> platform_;
  BufferBudget buffers_;
  v8::Isolate* isolate_ = nullptr;
  v8::Global<v8::Context> context_;
  Submission submission_;
  Compiler compiler_;
  wire::ProgramLimits limits_{};
};

absl::Status Runtime::Impl::Start(bool jitless) {
  v8::V8::InitializeICU();
  v8::V8::SetFlagsFromString(kFlags);
  if (jitless) v8::V8::SetFlagsFromString(kJitlessFlags);
  platform_ = v8::platform::NewSingleThreadedDefaultPlatform();
  v8::V8::InitializePlatform(platform_.get());
  v8::V8::Initialize();
  v8::Isolate::CreateParams params;
  params.array_buffer_allocator = &buffers_;
  params.constraints.set_max_old_generation_size_in_bytes(
      kTemplateOldGeneration);
  params.constraints.set_initial_old_generation_size_in_bytes(kUncollected);
  params.constraints.set_max_young_generation_size_in_bytes(kYoungGeneration);
  isolate_ = v8::Isolate::New(params);
  g_isolate = isolate_;
  isolate_->SetMicrotasksPolicy(v8::MicrotasksPolicy::kExplicit);
  isolate_->SetOOMErrorHandler(OnOutOfMemory);
  isolate_->SetCaptureStackTraceForUncaughtExceptions(true, 32);
  EnableEsModules(isolate_);
  // Without a listener V8 prints its warnings to stdout, where the answer is.
  isolate_->AddMessageListenerWithErrorLevel(
      [](v8::Local<v8::Message>, v8::Local<v8::Value>) {},
      v8::Isolate::kMessageAll);
  if (!InstallWatchdog() || !ReportRefusalOnCrash()) {
    return absl::ErrnoToStatus(errno, "installing signal handlers");
  }
  // Entered for good: every process that comes from this one is inside.
  isolate_->Enter();
  const v8::HandleScope handles(isolate_);
  const v8::Local<v8::Context> context = NewContextWithPrelude(isolate_);
  if (context.IsEmpty()) return absl::InternalError("compiling the prelude");
  context_.Reset(isolate_, context);
  const v8::Context::Scope scope(context);
  if (absl::Status status = InstallPrelude(context); !status.ok()) {
    return status;
  }
  isolate_->SetPromiseRejectCallback(OnPromiseReject);
  isolate_->LowMemoryNotification();
  if (!HandleInterrupts(context)) {
    return absl::InternalError("running an empty function");
  }
  FinishSweeping(isolate_);
  // What was freed is between what was not; a page of it that stays is one more
  // for each run to copy into its page table and to drop.
  malloc_trim(0);
  return absl::OkStatus();
}

void Runtime::Impl::LowerHeapLimit(size_t bytes) {
  isolate_->RemoveNearHeapLimitCallback(OnNearHeapLimit, bytes);
  isolate_->AddNearHeapLimitCallback(OnNearHeapLimit, nullptr);
}

void Runtime::Impl::LimitProgram(const wire::ProgramLimits& limits) {
  limits_ = limits;
  EndOnRefusedAllocation();
  isolate_->AddNearHeapLimitCallback(OnNearHeapLimit, nullptr);
  const size_t compile_heap = static_cast<size_t>(
      std::max(limits.memory_bytes, limits.compile_memory_bytes));
  LowerHeapLimit(compile_heap);
  buffers_.Limit(isolate_, compile_heap);
  // The whole stack is V8's but for what native code needs below its limit;
  // RLIMIT_STACK has that on top.
  char here = 0;
  isolate_->SetStackLimit(reinterpret_cast<uintptr_t>(&here) -
                          static_cast<uintptr_t>(limits.stack_bytes));
  SetOutputLimit(limits.output_bytes);
  // No allocator is asked for WebAssembly's memories.
  constexpr int64_t kPage = 64 * 1024;
  v8::V8::SetFlagsFromString(
      absl::StrCat("--wasm-max-mem-pages=", limits.memory_bytes / kPage)
          .c_str());
  if ((limits.features & wire::kWebAssembly) == 0) {
    isolate_->SetAllowWasmCodeGenerationCallback(
        [](v8::Local<v8::Context>, v8::Local<v8::String>) { return false; });
  }
  if ((limits.features & wire::kEval) == 0) {
    const v8::HandleScope handles(isolate_);
    context_.Get(isolate_)->AllowCodeGenerationFromStrings(false);
  }
}

void Runtime::Impl::Compile(wire::SourceKind kind, const std::string& source,
                            const std::string& file_name) {
  const v8::HandleScope handles(isolate_);
  const v8::Local<v8::Context> context = context_.Get(isolate_);
  const v8::Context::Scope scope(context);
  const v8::TryCatch caught(isolate_);
  if (kind == wire::SourceKind::kCompiler) {
    compiler_.Load(context, source);
    CollectPlainly(isolate_);
    FinishSweeping(isolate_);
    return;
  }
  CompileSourceFiles(context);
  if (kind == wire::SourceKind::kTranslated
          ? CompileTranslated(context, source, file_name, submission_)
          : submission_.Compile(context, source, file_name)) {
    return;
  }
  // Without the hook: Node has frames of its own here, so that its inspect
  // prints no brackets.
  const ExceptionInfo info =
      DescribeException(context, caught, {}, submission_.script_name());
  const std::string text = info.excerpt.empty()
                               ? info.text
                               : absl::StrCat(info.excerpt, "\n", info.text);
  EndProcess(info.stack_overflow ? wire::Claim::kStack : wire::Claim::kSyntax,
             1, info.position, text.data(), text.size());
}

void Runtime::Impl::LetHandle(v8::Local<v8::Context> context,
                              const v8::TryCatch& caught) {
  const v8::TryCatch in_handler(isolate_);
  v8::Local<v8::Value> exception = caught.Exception();
  v8::Local<v8::Value> handled;
  if (!Prelude()
           .uncaught.Get(isolate_)
           ->Call(context, v8::Undefined(isolate_), 1, &exception)
           .ToLocal(&handled)) {
    EndUncaught(context, in_handler, kThrownByHandler);
  }
  if (handled->IsTrue()) return;
  EndUncaught(context, caught, handled->Int32Value(context).FromMaybe(1) & 255);
}

void Runtime::Impl::EndUncaught(v8::Local<v8::Context> context,
                                const v8::TryCatch& caught, int exit_code) {
  const ExceptionInfo info =
      DescribeException(context, caught, Prelude().describe.Get(isolate_),
                        submission_.script_name());
  if (info.out_of_memory) {
    EndProcess(wire::Claim::kOffHeap, 1, info.position, info.text.data(),
               info.text.size());
  }
  SaveWrittenFiles();
  // What does not fit is not shown: the exception stays the verdict.
  WriteOutput(2, info.shown.data(),
              std::min(info.shown.size(), static_cast<size_t>(OutputLeft())));
  EndProcess(
      info.stack_overflow ? wire::Claim::kStack : wire::Claim::kException,
      exit_code, info.position, info.text.data(), info.text.size());
}

v8::Local<v8::Value> Runtime::Impl::Step(v8::Local<v8::Context> context,
                                         v8::Local<v8::Function> hook,
                                         v8::Local<v8::Value> argument) {
  const v8::TryCatch caught(isolate_);
  std::array<v8::Local<v8::Value>, 3> arguments = {
      argument, Name(isolate_, submission_.file_name()),
      v8::Boolean::New(isolate_, submission_.is_es_module())};
  v8::Local<v8::Value> result;
  if (hook->Call(context, v8::Undefined(isolate_),
                 static_cast<int>(arguments.size()), arguments.data())
          .ToLocal(&result)) {
    return result;
  }
  LetHandle(context, caught);
  return v8::Undefined(isolate_);
}

bool Runtime::Impl::PumpPlatform() {
  bool any = false;
  while (v8::platform::PumpMessageLoop(platform_.get(), isolate_)) {
    any = true;
  }
  if (any) {
    // Tasks settle promises; the next turn of the loop sees what follows.
    isolate_->PerformMicrotaskCheckpoint();
  }
  return any;
}

void Runtime::Impl::RunEventLoop(v8::Local<v8::Context> context) {
  const v8::Local<v8::Function> turn = Prelude().turn.Get(isolate_);
  for (;;) {
    const v8::HandleScope handles(isolate_);
    const v8::Local<v8::Value> next =
        Step(context, turn, v8::Undefined(isolate_));
    const double wait = next->IsNumber() ? next.As<v8::Number>()->Value() : 0;
    if (PumpPlatform()) continue;
    if (wait < 0) return;
    if (wait > 0) Sleep(wait);
  }
}

void Runtime::Impl::LimitRun(int64_t memory_bytes) {
  limits_.memory_bytes = memory_bytes;
}

void Runtime::Impl::Run(uint32_t seed) {
  StartClock();
  HurryAtFirst(isolate_);
  LowerHeapLimit(OldGeneration(limits_.memory_bytes));
  buffers_.Limit(isolate_, static_cast<size_t>(limits_.memory_bytes));
  // V8 takes 31 bits.
  SetRandomSeed(static_cast<int>(std::max(1U, seed >> 1)));
  const v8::HandleScope handles(isolate_);
  const v8::Local<v8::Context> context = context_.Get(isolate_);
  const v8::Context::Scope scope(context);
  if (compiler_.loaded()) compiler_.Run(context);
  Step(context, Prelude().run.Get(isolate_), submission_.Entry(isolate_));
  RunEventLoop(context);
  v8::Local<v8::Value> code;
  do {
    code = Step(context, Prelude().exit.Get(isolate_), v8::Undefined(isolate_));
  } while (!code->IsNumber());
  SaveWrittenFiles();
  EndProcess(wire::Claim::kClean, code->Int32Value(context).FromMaybe(0) & 255,
             Position(), nullptr, 0);
}

Runtime::Runtime(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Runtime::~Runtime() = default;

absl::StatusOr<std::unique_ptr<Runtime>> Runtime::Create(bool jitless) {
  auto impl = std::make_unique<Impl>();
  if (absl::Status status = impl->Start(jitless); !status.ok()) return status;
  return absl::WrapUnique(new Runtime(std::move(impl)));
}

std::string Runtime::Describe(bool jitless) {
  return absl::StrCat("V8 ", v8::V8::GetVersion(), " ", kFlags,
                      jitless ? absl::StrCat(" ", kJitlessFlags) : "");
}

void Runtime::LimitProgram(const wire::ProgramLimits& limits) {
  impl_->LimitProgram(limits);
}

void Runtime::Compile(wire::SourceKind kind, const std::string& source,
                      const std::string& file_name) {
  impl_->Compile(kind, source, file_name);
}

void Runtime::LimitRun(int64_t memory_bytes) { impl_->LimitRun(memory_bytes); }

void Runtime::Run(uint32_t seed) { impl_->Run(seed); }

}  // namespace gavel::sandbox
