#include "core/sha256.h"

#include <openssl/evp.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "core/check.h"

namespace gavel {
namespace {

// Found once: looking for it takes longer than hashing a line.
const EVP_MD* Algorithm() {
  static const EVP_MD* const kAlgorithm =
      EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return kAlgorithm;
}

}  // namespace

std::string ToHex(const Sha256& hash) {
  return absl::BytesToHexString(hash.view());
}

std::optional<Sha256> Sha256FromBytes(absl::string_view bytes) {
  Sha256 hash;
  if (bytes.size() != hash.bytes.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
  return hash;
}

std::optional<Sha256> Sha256FromHex(absl::string_view hex) {
  // Unescaping takes anything: only what ToHex makes is right.
  const std::optional<Sha256> hash =
      Sha256FromBytes(absl::HexStringToBytes(hex));
  if (!hash.has_value() || ToHex(*hash) != hex) return std::nullopt;
  return hash;
}

void Sha256Hasher::FreeContext::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

// The EVP functions fail only without memory or on misuse.
Sha256Hasher::Sha256Hasher() : context_(EVP_MD_CTX_new()) {
  GAVEL_CHECK(context_ != nullptr);
  GAVEL_CHECK(EVP_DigestInit_ex(context_.get(), Algorithm(), nullptr) == 1);
}

Sha256Hasher::~Sha256Hasher() = default;

void Sha256Hasher::Update(absl::string_view bytes) {
  GAVEL_CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) ==
              1);
}

Sha256 Sha256Hasher::Finish() {
  Sha256 hash;
  GAVEL_CHECK(
      EVP_DigestFinal_ex(context_.get(),
                         reinterpret_cast<unsigned char*>(hash.bytes.data()),
                         nullptr) == 1);
  return hash;
}

}  // namespace gavel
