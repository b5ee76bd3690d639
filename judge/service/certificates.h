// Whether PEM files hold what they should, so that a server says so at its
// start and not to each client.
//
// Errors:  what the system says of the file; InvalidArgument for one that holds
//          something else, or for a key of another certificate
// Threads: blocks on the files
#ifndef GAVEL_JUDGE_SERVICE_CERTIFICATES_H_
#define GAVEL_JUDGE_SERVICE_CERTIFICATES_H_

#include <string>

#include "absl/status/status.h"

namespace gavel::judge {

// One or more of them.
absl::Status CheckCertificates(const std::string& path);

// A certificate, perhaps with those that vouch for it, and its private key,
// without a password.
absl::Status CheckKeyPair(const std::string& certificate_path,
                          const std::string& key_path);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CERTIFICATES_H_
