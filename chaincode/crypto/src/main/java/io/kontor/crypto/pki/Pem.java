package io.kontor.crypto.pki;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM text of certificates and of unencrypted PKCS#8 keys on elliptic curves. */
public final class Pem {
    private static final int LINE_LENGTH = 64;
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String REVOCATION_LIST = "X509 CRL";
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    /** A certificate as PEM text. */
    public static String write(final X509Certificate certificate) {
        try {
            return encode(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateException e) {
            throw new PkiException("Cannot write certificate " + certificate.getSubjectX500Principal(), e);
        }
    }

    /** A list of revoked certificates as PEM text. */
    public static String write(final X509CRL list) {
        try {
            return encode(REVOCATION_LIST, list.getEncoded());
        } catch (CRLException e) {
            throw new PkiException("Cannot write list of " + list.getIssuerX500Principal(), e);
        }
    }

    /** The first list of revoked certificates of a PEM text. */
    public static X509CRL readRevocationList(final String pem) {
        final byte[] der = decode(REVOCATION_LIST, pem).get(0);
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new PkiException("Cannot read list of revoked certificates: " + e.getMessage(), e);
        }
    }

    /** A private key as PEM text, PKCS#8 without a password. */
    public static String write(final PrivateKey key) {
        final byte[] encoded = key.getEncoded();
        if (encoded == null) {
            throw new PkiException("Cannot write private key: its key store does not give it out");
        }
        return writePrivateKey(encoded);
    }

    /** A private key as PEM text; {@code pkcs8} is DER without a password. */
    public static String writePrivateKey(final byte[] pkcs8) {
        return encode(PRIVATE_KEY, pkcs8);
    }

    /** The first certificate of a PEM text. */
    public static X509Certificate readCertificate(final String pem) {
        return readCertificates(pem).get(0);
    }

    /** All certificates of a PEM text, at least one, in the order of the text. */
    public static List<X509Certificate> readCertificates(final String pem) {
        final List<X509Certificate> certificates = new ArrayList<>();
        for (final byte[] der : decode(CERTIFICATE, pem)) {
            certificates.add(parse(der));
        }
        return List.copyOf(certificates);
    }

    /** The first private key of a PEM text; it must be PKCS#8 without a password, on an elliptic curve. */
    public static PrivateKey readPrivateKey(final String pem) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(readPkcs8(pem)));
        } catch (GeneralSecurityException e) {
            throw new PkiException("Cannot read private key: it is not an elliptic curve key in PKCS#8", e);
        }
    }

    /** The first private key of a PEM text as DER, on whatever curve it is. */
    public static byte[] readPkcs8(final String pem) {
        return decode(PRIVATE_KEY, pem).get(0);
    }

    private static X509Certificate parse(final byte[] der) {
        try {
            final Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return (X509Certificate) certificate;
        } catch (CertificateException e) {
            throw new PkiException("Cannot read certificate: " + e.getMessage(), e);
        }
    }

    private static String encode(final String type, final byte[] der) {
        final String body =
                Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static List<byte[]> decode(final String type, final String pem) {
        final List<byte[]> blocks = new ArrayList<>();
        final Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            if (matcher.group(1).equals(type)) {
                blocks.add(base64(type, matcher.group(2)));
            }
        }
        if (blocks.isEmpty()) {
            throw new PkiException("Cannot read PEM text: it has no block \"" + type + "\"");
        }
        return blocks;
    }

    private static byte[] base64(final String type, final String text) {
        try {
            return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new PkiException("Cannot read PEM block \"" + type + "\": " + e.getMessage(), e);
        }
    }
}
