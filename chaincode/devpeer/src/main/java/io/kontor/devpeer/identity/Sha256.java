package io.kontor.devpeer.identity;

import com.google.protobuf.ByteString;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 over the concatenation of byte strings. */
public final class Sha256 {

    private Sha256() {}

    /** The digest of all parts, one after the other. */
    public static byte[] of(final ByteString... parts) {
        final SHA256Digest digest = new SHA256Digest();
        for (final ByteString part : parts) {
            part.asReadOnlyByteBufferList().forEach(buffer -> {
                final byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                digest.update(bytes, 0, bytes.length);
            });
        }
        final byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }
}
