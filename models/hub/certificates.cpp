// SPDX-License-Identifier: GPL-3.0-or-later
// Making certificates; certificatetext.cpp reads them.
#include "models/hub/certificates.h"

#include "models/hub/opensslparts.h"
#include "models/hub/printable.h"

#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace muster::hub {
namespace {

using openssl::failure;
using openssl::Owned;

constexpr qsizetype kMostHosts = 50;
constexpr qsizetype kLongestName = 64; ///< what a certificate's common name may have

struct Span
{
    Instant from, until;
};

/// What an authority and a server's certificate have in common.
struct Parts
{
    Owned<X509> certificate;
    Owned<EVP_PKEY> key;
};

bool setSerial(X509 *certificate)
{
    const Owned<BIGNUM> number(BN_new());
    // 159 bits: random, positive, and within the 20 bytes that readers take.
    return number && BN_rand(number.get(), 159, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setSpan(X509 *certificate, const Span &span)
{
    const auto seconds = [](Instant at) { return time_t(toMillis(at) / 1000); };
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(span.from)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(span.until)) != nullptr;
}

bool setName(X509 *certificate, const QString &name)
{
    const QByteArray text = name.toUtf8();
    return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(text.constData()),
                                      int(text.size()), -1, 0) == 1;
}

Result<Parts> begin(const QString &name, const Span &span)
{
    Parts parts{Owned<X509>(X509_new()), Owned<EVP_PKEY>(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"))};
    X509 *certificate = parts.certificate.get();
    if (!certificate || !parts.key || X509_set_version(certificate, X509_VERSION_3) != 1 ||
        !setSerial(certificate) || !setSpan(certificate, span) || !setName(certificate, name) ||
        X509_set_pubkey(certificate, parts.key.get()) != 1)
        return failure(u"a certificate could not be made"_s);
    return parts;
}

/// One extension in the words of OpenSSL's settings.
struct Extension
{
    int nid;
    QByteArray value;
};

bool addExtensions(X509 *certificate, X509 *issuer, const std::vector<Extension> &extensions)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    return std::ranges::all_of(extensions, [&](const Extension &extension) {
        const Owned<X509_EXTENSION> made(
            X509V3_EXT_conf_nid(nullptr, &context, extension.nid, extension.value.constData()));
        return made && X509_add_ext(certificate, made.get(), -1) == 1;
    });
}

Result<QString> checkedName(const QString &name)
{
    const QString simple = name.simplified();
    if (simple.isEmpty())
        return Error{Fault::BadInput,
                     u"an authority needs a name, as in \"Muster hub of the night shift\""_s};
    if (!isPrintable(simple))
        return Error{Fault::BadInput, u"an authority's name has letters, digits and signs only"_s};
    if (simple.size() > kLongestName)
        return Error{Fault::BadInput,
                     u"an authority's name has at most %1 characters; this one has %2"_s.arg(kLongestName)
                         .arg(simple.size())};
    return simple;
}

Result<QStringList> checkedHosts(const QStringList &hosts)
{
    if (hosts.isEmpty() || hosts.size() > kMostHosts)
        return Error{
            Fault::BadInput,
            u"a server's certificate is for 1 to %1 host names or addresses; here are %2"_s.arg(kMostHosts)
                .arg(hosts.size())};
    QStringList checked;
    for (const QString &host : hosts) {
        const auto good = checkedHost(host);
        if (!good)
            return good.error();
        if (!checked.contains(*good))
            checked += *good;
    }
    return checked;
}

/// "DNS:hub1.example.org,IP:10.0.0.1"; the hosts are checked, so that no separator hides in them.
QByteArray subjectAltName(const QStringList &hosts)
{
    QByteArrayList names;
    for (const QString &host : hosts) {
        const QByteArray text = host.toLatin1();
        const Owned<ASN1_OCTET_STRING> address(a2i_IPADDRESS(text.constData()));
        names += (address ? "IP:" : "DNS:") + text;
    }
    ERR_clear_error(); // a name is no address, and that is no error
    return names.join(',');
}

Result<Span> serverSpan(const CertificateFacts &authority, Instant from, int days)
{
    if (days < 1 || days > kMostServerDays)
        return Error{
            Fault::BadInput,
            u"a server's certificate holds 1 to %1 days; %2 were asked for"_s.arg(kMostServerDays).arg(days)};
    const Span span{from, from + std::chrono::days(days)};
    if (span.from < authority.from || span.until > authority.until)
        return Error{Fault::BadInput,
                     u"the certificate would hold from %1 to %2, and its authority only from %3 to %4"_s.arg(
                         toRfc3339(span.from), toRfc3339(span.until), toRfc3339(authority.from),
                         toRfc3339(authority.until))};
    return span;
}

} // namespace

Result<Authority> makeAuthority(const QString &name, Instant validFrom, int years)
{
    const auto checked = checkedName(name);
    if (!checked)
        return checked.error();
    if (years < 1 || years > kMostAuthorityYears)
        return Error{
            Fault::BadInput,
            u"an authority holds 1 to %1 years; %2 were asked for"_s.arg(kMostAuthorityYears).arg(years)};
    auto parts = begin(*checked, {validFrom, validFrom + std::chrono::days(365 * years)});
    if (!parts)
        return parts.error();
    X509 *certificate = parts->certificate.get();
    const std::vector<Extension> extensions{{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                            {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                            {NID_subject_key_identifier, "hash"}};
    if (X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) != 1 ||
        !addExtensions(certificate, certificate, extensions) ||
        X509_sign(certificate, parts->key.get(), EVP_sha256()) == 0)
        return failure(u"an authority could not be made"_s);
    return Authority{openssl::pemOf(certificate), openssl::pemOf(parts->key.get())};
}

Result<ServerCertificate> makeServerCertificate(const Authority &authority, const QStringList &hosts,
                                                Instant validFrom, int days)
{
    const auto issuer = openssl::certificateOf(authority.certificate);
    if (!issuer)
        return issuer.error();
    const auto issuerKey = openssl::keyOf(authority.key);
    if (!issuerKey)
        return issuerKey.error();
    if (X509_check_private_key(issuer->get(), issuerKey->get()) != 1) {
        ERR_clear_error();
        return Error{Fault::BadInput, u"the authority's key does not belong to its certificate"_s};
    }
    const auto facts = readCertificate(authority.certificate);
    if (!facts)
        return facts.error();
    if (!facts->isAuthority)
        return Error{Fault::BadInput,
                     u"\"%1\" is a server's certificate, not an authority"_s.arg(facts->name)};
    const auto checked = checkedHosts(hosts);
    if (!checked)
        return checked.error();
    const auto span = serverSpan(*facts, validFrom, days);
    if (!span)
        return span.error();
    auto parts = begin(checked->front().left(kLongestName), *span);
    if (!parts)
        return parts.error();
    X509 *certificate = parts->certificate.get();
    const std::vector<Extension> extensions{
        {NID_basic_constraints, "critical,CA:FALSE"},   {NID_key_usage, "critical,digitalSignature"},
        {NID_ext_key_usage, "serverAuth,clientAuth"},   {NID_subject_key_identifier, "hash"},
        {NID_authority_key_identifier, "keyid:always"}, {NID_subject_alt_name, subjectAltName(*checked)}};
    if (X509_set_issuer_name(certificate, X509_get_subject_name(issuer->get())) != 1 ||
        !addExtensions(certificate, issuer->get(), extensions) ||
        X509_sign(certificate, issuerKey->get(), EVP_sha256()) == 0)
        return failure(u"a server's certificate could not be made"_s);
    return ServerCertificate{openssl::pemOf(certificate), openssl::pemOf(parts->key.get())};
}

} // namespace muster::hub
