// SHA-256: how files are named where they are stored and when they are sent. In
// core because the store, the API's edge and the clients all name them so. A
// library of its own, gavel::core_sha256, since it needs one.
//
// Threads: a value is plain; a hasher is thread-compatible
#ifndef GAVEL_CORE_SHA256_H_
#define GAVEL_CORE_SHA256_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

struct evp_md_ctx_st;

namespace gavel {

struct Sha256 {
  std::array<char, 32> bytes = {};

  absl::string_view view() const { return {bytes.data(), bytes.size()}; }
  friend bool operator==(const Sha256&, const Sha256&) = default;
};

// 64 lower-case hexadecimal digits.
std::string ToHex(const Sha256& hash);

// The inverse of Sha256::view; nullopt unless it is 32 bytes.
std::optional<Sha256> Sha256FromBytes(absl::string_view bytes);
// The inverse of ToHex; nullopt for anything else.
std::optional<Sha256> Sha256FromHex(absl::string_view hex);

class Sha256Hasher {
 public:
  Sha256Hasher();
  ~Sha256Hasher();
  Sha256Hasher(const Sha256Hasher&) = delete;
  Sha256Hasher& operator=(const Sha256Hasher&) = delete;

  void Update(absl::string_view bytes);
  // Once, after the last Update.
  Sha256 Finish();

 private:
  struct FreeContext {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, FreeContext> context_;
};

}  // namespace gavel

#endif  // GAVEL_CORE_SHA256_H_
