package dev.vhs.aws;

import org.junit.jupiter.api.Tag;

/** With full sizes, and as many writers as it takes. */
@Tag("attack")
class DynamoAndS3AttackTest extends DynamoAndS3Test {}
