package dev.vhs.interop

import weco.storage.{RetryableError, StorageError}

/** What the Scala client answers in place of a result.
  *
  * @param name the error's type
  * @param isRetryable whether the client says that trying again may help
  */
final class ScalaFailure private (
  val name: String,
  val isRetryable: Boolean,
  cause: Throwable
) extends RuntimeException(s"$name: ${cause.getMessage}", cause)

object ScalaFailure {
  def of(error: StorageError): ScalaFailure =
    new ScalaFailure(typeName(error), error.isInstanceOf[RetryableError], error.e)

  /** Retryable errors are of anonymous classes, which extend the case class. */
  private def typeName(error: StorageError): String =
    error match {
      case product: Product => product.productPrefix
      case other            => other.getClass.getSimpleName
    }
}
