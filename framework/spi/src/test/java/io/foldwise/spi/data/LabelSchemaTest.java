package io.foldwise.spi.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.spi.data.LabelSchema.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelSchemaTest {

    @Test
    void oneGroupNamesItsColumnsByLabel() {
        LabelSchema schema = LabelSchema.of("regions", List.of("0", "1", "2"));
        assertThat(schema.width()).isEqualTo(3);
        assertThat(schema.columns()).containsExactly("0", "1", "2");
    }

    @Test
    void severalGroupsNameTheirColumnsByGroupAndLabel() {
        LabelSchema schema =
                new LabelSchema(List.of(new Group("region", List.of("0", "1")), new Group("type", List.of("0"))));
        assertThat(schema.width()).isEqualTo(3);
        assertThat(schema.columns()).containsExactly("region-0", "region-1", "type-0");
    }

    @Test
    void emptySchemasAndGroupsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelSchema(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Group("region", List.of()))
                .withMessageContaining("region");
    }

    @Test
    void laterChangesOfTheListsDoNotArrive() {
        List<String> labels = new ArrayList<>(List.of("a", "b"));
        LabelSchema schema = LabelSchema.of("group", labels);
        labels.add("c");
        assertThat(schema.columns()).containsExactly("a", "b");
        assertThatThrownBy(() -> schema.groups().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
