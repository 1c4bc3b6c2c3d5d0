// SPDX-License-Identifier: GPL-3.0-or-later
// Reading certificates, keys and hosts.
#include "models/hub/certificates.h"
#include "models/hub/opensslparts.h"

#include <QUrl>

#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace muster::hub {
namespace openssl {
namespace {

constexpr qsizetype kLongestPem = 16 * 1024;

Owned<BIO> reading(const QByteArray &text)
{
    return Owned<BIO>(BIO_new_mem_buf(text.constData(), int(text.size())));
}

QByteArray written(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_ctrl(bio, BIO_CTRL_INFO, 0, &data);
    return data ? QByteArray(data, size) : QByteArray();
}

} // namespace

Error failure(const QString &what)
{
    char words[256] = "no reason given";
    if (const unsigned long code = ERR_get_error())
        ERR_error_string_n(code, words, sizeof words);
    ERR_clear_error();
    return {Fault::Internal, u"%1: %2"_s.arg(what, QString::fromLatin1(words))};
}

Result<Owned<X509>> certificateOf(const QByteArray &pem)
{
    if (pem.size() > kLongestPem)
        return Error{
            Fault::BadInput,
            u"a certificate has at most %1 bytes; this text has %2"_s.arg(kLongestPem).arg(pem.size())};
    const Owned<BIO> bio = reading(pem);
    Owned<X509> certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    const Owned<X509> second(certificate ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    ERR_clear_error();
    if (!certificate)
        return Error{Fault::BadInput,
                     u"this is no certificate (PEM is wanted: -----BEGIN CERTIFICATE-----)"_s};
    if (second)
        return Error{Fault::BadInput, u"here is more than one certificate; one is wanted"_s};
    return certificate;
}

Result<Owned<EVP_PKEY>> keyOf(const QByteArray &pem)
{
    // The callback answers instead of a question on the terminal where the key has a password.
    const auto noPassword = [](char *, int, int, void *) { return -1; };
    const Owned<BIO> bio = reading(pem.left(kLongestPem));
    Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassword, nullptr));
    ERR_clear_error();
    if (!key)
        return Error{
            Fault::BadInput,
            u"this is no private key without a password (PEM is wanted: -----BEGIN PRIVATE KEY-----)"_s};
    return key;
}

QByteArray pemOf(X509 *certificate)
{
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    return PEM_write_bio_X509(bio.get(), certificate) == 1 ? written(bio.get()) : QByteArray();
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    return PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1
               ? written(bio.get())
               : QByteArray();
}

} // namespace openssl

namespace {

using openssl::Owned;

QString commonName(X509 *certificate)
{
    const X509_NAME *subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char *text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    QString name = size > 0 ? QString::fromUtf8(reinterpret_cast<const char *>(text), size) : QString();
    OPENSSL_free(text);
    return name;
}

/// Four or sixteen bytes as people write them; IPv6 without the shortening "::".
QString addressText(const ASN1_OCTET_STRING *address)
{
    const unsigned char *bytes = ASN1_STRING_get0_data(address);
    const int size = ASN1_STRING_length(address);
    QStringList parts;
    if (size == 4) {
        for (int i = 0; i < size; ++i)
            parts += QString::number(bytes[i]);
        return parts.join(u'.');
    }
    for (int i = 0; i + 1 < size; i += 2)
        parts += QString::number(bytes[i] << 8 | bytes[i + 1], 16);
    return parts.join(u':');
}

QStringList hostsOf(X509 *certificate)
{
    const Owned<GENERAL_NAMES> names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    QStringList hosts;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DNS)
            hosts +=
                QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.dNSName)),
                                    ASN1_STRING_length(name->d.dNSName));
        else if (name->type == GEN_IPADD)
            hosts += addressText(name->d.iPAddress);
    }
    return hosts;
}

std::optional<Instant> instantOf(const ASN1_TIME *time)
{
    const Owned<ASN1_TIME> epoch(ASN1_TIME_set(nullptr, 0));
    int days = 0, seconds = 0;
    if (!epoch || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1)
        return std::nullopt;
    return fromMillis((qint64(days) * 86'400 + seconds) * 1000);
}

bool isLabel(const QByteArray &label)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !label.isEmpty() && label.size() <= 63 && !label.startsWith('-') && !label.endsWith('-') &&
           std::ranges::all_of(label, fits);
}

} // namespace

Result<CertificateFacts> readCertificate(const QByteArray &pem)
{
    const auto certificate = openssl::certificateOf(pem);
    if (!certificate)
        return certificate.error();
    X509 *read = certificate->get();
    const auto from = instantOf(X509_get0_notBefore(read)), until = instantOf(X509_get0_notAfter(read));
    if (!from || !until)
        return Error{Fault::BadInput, u"the certificate's dates cannot be read"_s};
    return CertificateFacts{commonName(read), hostsOf(read), *from, *until, X509_check_ca(read) == 1};
}

bool isSignedBy(const QByteArray &certificate, const QByteArray &authority)
{
    const auto signedOne = openssl::certificateOf(certificate);
    const auto issuer = openssl::certificateOf(authority);
    const bool isSigned = signedOne && issuer &&
                          X509_check_issued(issuer->get(), signedOne->get()) == X509_V_OK &&
                          X509_verify(signedOne->get(), X509_get0_pubkey(issuer->get())) == 1;
    ERR_clear_error();
    return isSigned;
}

Result<QString> checkedHost(const QString &host)
{
    const QString text = host.trimmed();
    if (text.size() <= 64) {
        const Owned<ASN1_OCTET_STRING> address(a2i_IPADDRESS(text.toLatin1().constData()));
        ERR_clear_error();
        if (address)
            return addressText(address.get());
    }
    const QByteArray ace = text.size() <= 253 ? QUrl::toAce(text).toLower() : QByteArray();
    const QList<QByteArray> labels = ace.split('.');
    bool endsInDigits = false;
    labels.back().toUInt(&endsInDigits); // "300.1.2.3" is a mistyped address, not a name
    if (ace.size() > 253 || endsInDigits || !std::ranges::all_of(labels, isLabel))
        return Error{Fault::BadInput,
                     u"\"%1\" is no host: a name such as hub1.example.org or an IP address is wanted"_s.arg(
                         text.left(80))};
    return QString::fromLatin1(ace);
}

} // namespace muster::hub
