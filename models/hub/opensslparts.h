// SPDX-License-Identifier: GPL-3.0-or-later
// OpenSSL's objects with owners, and PEM to and from them. Only for the .cpp files of this folder.
#pragma once

#include "models/base/result.h"

#include <QByteArray>

#include <memory>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace muster::hub::openssl {

struct Free
{
    void operator()(X509 *object) const { X509_free(object); }
    void operator()(X509_EXTENSION *object) const { X509_EXTENSION_free(object); }
    void operator()(EVP_PKEY *object) const { EVP_PKEY_free(object); }
    void operator()(BIO *object) const { BIO_free(object); }
    void operator()(ASN1_STRING *object) const { ASN1_STRING_free(object); } ///< times and octets, too
    void operator()(GENERAL_NAMES *object) const { GENERAL_NAMES_free(object); }
    void operator()(BIGNUM *object) const { BN_free(object); }
};
template <typename Object> using Owned = std::unique_ptr<Object, Free>;

/// Internal, with the library's own words; empties its list of errors.
Error failure(const QString &what);

/// One certificate and nothing else, at most 16 KiB.
Result<Owned<X509>> certificateOf(const QByteArray &pem);
Result<Owned<EVP_PKEY>> keyOf(const QByteArray &pem);

/// Empty where the library fails.
QByteArray pemOf(X509 *certificate);
QByteArray pemOf(EVP_PKEY *key);

} // namespace muster::hub::openssl
