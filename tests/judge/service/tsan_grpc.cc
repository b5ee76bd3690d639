// What the thread sanitizer may not report in tests that call gRPC.
//
// The distribution's gRPC is built without the sanitizer, so the order that it
// makes between a call and its callback is not seen, and everything handed over
// through it looks like a race. Races between threads of ours are still
// reported: one with a frame of gRPC in either stack is not. Only linked in
// builds with -fsanitize=thread.

extern "C" const char* __tsan_default_suppressions();

// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the sanitizer's.
extern "C" const char* __tsan_default_suppressions() {
  return "race:libgrpc\n"
         "race:grpcpp/\n"
         "race:^grpc::\n"
         "race:libabsl_\n";
}
