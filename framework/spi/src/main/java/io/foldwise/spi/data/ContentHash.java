package io.foldwise.spi.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Dataset#contentHash} is where a dataset has no shorter way: the beginning of a SHA-256 of a sample's features. */
final class ContentHash {

    private ContentHash() {}

    static OptionalLong of(Dataset data, int row) {
        if (data.input() instanceof InputShape.Picture) {
            return OptionalLong.empty();
        }
        Features features = data.features(new int[] {row});
        MessageDigest digest = sha256();
        update(digest, features.values());
        features.mask().ifPresent(mask -> update(digest, mask));
        return OptionalLong.of(ByteBuffer.wrap(digest.digest()).getLong());
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
