package io.foldwise.engine.validation;

import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Features;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What tells whether samples are equal: {@link Dataset#contentHash}, or else the beginning of a SHA-256 of a sample's features.
 */
final class ContentHash {

    private ContentHash() {}

    static long of(Dataset data, int row) {
        OptionalLong own = data.contentHash(row);
        if (own.isPresent()) {
            return own.getAsLong();
        }
        Features features = data.contents(row);
        MessageDigest digest = sha256();
        update(digest, features.values());
        features.mask().ifPresent(mask -> update(digest, mask));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static void update(MessageDigest digest, INDArray array) {
        float[] values = array.dup('c').data().asFloat();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(Arrays.toString(array.shape()).getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
