package dev.vhs.internal.read;

import dev.vhs.Result;
import dev.vhs.spi.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The newest rows of several ids, read together.
 *
 * @param readAt when the reading began, by the index's clock
 * @param rows the outcome for each id that was read
 */
public record NewestRows(Instant readAt, Map<String, Result<Optional<Row>>> rows) {}
